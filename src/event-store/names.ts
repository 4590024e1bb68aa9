const MAX_NAME_LENGTH = 255;

/**
 * Refuses what an adapter could not store, or would take for its own: EventStoreDB keeps its system streams and types
 * under `$`, and a lone surrogate or a NUL comes back from a database as something else.
 *
 * @throws TypeError unless the name has 1 to 255 characters, no control character, and does not begin with `$`
 */
export function assertName(what: 'stream name' | 'event type', name: string): void {
  if (name === '' || name.length > MAX_NAME_LENGTH || name.startsWith('$') || !isStorable(name)) {
    throw new TypeError(`${what} is not allowed: ${JSON.stringify(name)}`);
  }
}

/**
 * Refuses prefixes that no name can have.
 * @throws TypeError
 */
export function assertPrefix(prefix: string): void {
  if (!isStorable(prefix)) throw new TypeError(`a filter's prefix is not allowed: ${JSON.stringify(prefix)}`);
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
