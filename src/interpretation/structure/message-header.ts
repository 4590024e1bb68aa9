/** Fields that messages have, and that reports quote. */
const FIELD_NAMES =
  /^(?:return-path|received|from|to|cc|date|subject|message-id|mime-version|content-type|content-transfer-encoding|reply-to|sender|dkim-signature|domainkey-signature|references|in-reply-to|delivered-to|envelope-to|errors-to|precedence|list-[a-z-]+|x-[a-z0-9-]+|authentication-results|arc-[a-z-]+|organization|importance|user-agent|delivery-date|apparently-to|status|comments|thread-[a-z]+)$/;
/** So many different ones together are a message's header and no prose. */
const FIELDS_NEEDED = 3;
/** Summaries of a message list its To, Date and Subject too; these only stand in headers. */
const DECISIVE: ReadonlySet<string> = new Set([
  'return-path',
  'received',
  'message-id',
  'mime-version',
  'dkim-signature',
  'delivered-to',
  'domainkey-signature',
]);

/** Fields that say what a part holds, and nothing of a message. */
export const PART_FIELD = /^(?:content-|mime-version$)/;

/** Whether a message's header may have a field of this name, which is in lower case. */
export function isMessageField(name: string): boolean {
  return FIELD_NAMES.test(name);
}

/** Whether fields of these names, which are in lower case, are the header of a message. */
export function isMessageHeader(names: Iterable<string>): boolean {
  const known = new Set([...names].filter(isMessageField));
  return known.size >= FIELDS_NEEDED && [...known].some((name) => DECISIVE.has(name));
}
