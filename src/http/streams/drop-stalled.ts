export interface DropStalledOptions {
  /** Longest time that one chunk may take. */
  readonly maxStallMs: number;
  /** Ends whoever reads; called once at most. */
  readonly drop: () => void;
}

/**
 * The same chunks, for a reader that asks for the next one once it has room for it. One that stops reading holds a
 * single chunk, and that for a bounded time.
 */
export async function* dropStalled<T>(
  chunks: AsyncIterable<T>,
  { maxStallMs, drop }: DropStalledOptions,
): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    const stalled = setTimeout(drop, maxStallMs);
    try {
      yield chunk;
    } finally {
      clearTimeout(stalled);
    }
  }
}
