import type { ExpectedRevision } from './event-store.port.js';

/** Bytes that one append may carry: under the 1,048,576 that EventStoreDB takes for a whole call. */
export const MAX_APPEND_BYTES = 900_000;

/** The stream is not where the writer believed: `actualRevision` is its last event's, null when it has none. */
export class WrongExpectedRevisionError extends Error {
  readonly code = 'wrong-expected-revision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actualRevision: number | null,
  ) {
    super(`stream ${stream}: expected revision ${expected}, found ${actualRevision ?? 'no stream'}`);
    this.name = 'WrongExpectedRevisionError';
  }
}

/** The stream was tombstoned; its name is unusable for ever. */
export class StreamDeletedError extends Error {
  readonly code = 'stream-deleted';
  constructor(readonly stream: string) {
    super(`stream ${stream} was deleted`);
    this.name = 'StreamDeletedError';
  }
}

/** One append exceeds {@link MAX_APPEND_BYTES}; nothing was written. */
export class AppendTooLargeError extends Error {
  readonly code = 'append-too-large';
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`append to ${stream} holds ${bytes} bytes, more than the ${MAX_APPEND_BYTES} that one append may carry`);
    this.name = 'AppendTooLargeError';
  }
}

/** The store did not answer: unreachable, closed, disk full. Whether an append happened is unknown. */
export class EventStoreUnavailableError extends Error {
  readonly code = 'event-store-unavailable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EventStoreUnavailableError';
  }
}
