import type { GlobalPosition, RecordedEvent, UnsavedEvent } from '../events/index.js';

/**
 * What the writer believes about the stream: `no-stream` (nothing was ever appended), `any` (no check), or the revision
 * of its last event, counted from 0. A stream keeps its revision when its events expire.
 */
export type ExpectedRevision = number | 'no-stream' | 'any';

export interface AppendResult {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: GlobalPosition;
}

export type ReadDirection = 'forwards' | 'backwards';

/**
 * Events whose stream's name, or whose type, starts with one of the prefixes. Evaluated where the events are stored.
 */
export interface EventFilter {
  readonly by: 'stream' | 'type';
  readonly prefixes: readonly [string, ...string[]];
}

export interface ReadStreamOptions {
  /** First revision read, inclusive; by default the first (forwards) or the last (backwards) of the stream. */
  readonly from?: number;
  readonly direction?: ReadDirection;
  /** At most so many events. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /**
   * Forwards: the first position read, inclusive; by default the start of the log. Backwards: the position before which
   * reading begins, exclusive; by default the end of the log.
   */
  readonly from?: GlobalPosition;
  readonly direction?: ReadDirection;
  readonly filter?: EventFilter;
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** The last position already seen: delivery begins after it (exclusive). Absent: from the start of the log. */
  readonly from?: GlobalPosition;
  readonly filter?: EventFilter;
  /** Ends the subscription: the iteration finishes without an error. */
  readonly signal?: AbortSignal;
}

/**
 * What a subscription delivers, in log order without gap or repeat.
 * - `events`: one or more events, never empty.
 * - `checkpoint`: everything up to and including `position` was examined, though nothing may have matched.
 * - `caughtUp`: everything stored so far has been delivered; what follows is live. Sent each time the end is reached
 *   after having been behind, and once even when nothing matches.
 */
export type SubscriptionMessage =
  | { readonly kind: 'events'; readonly events: readonly RecordedEvent[] }
  | { readonly kind: 'checkpoint'; readonly position: GlobalPosition }
  | { readonly kind: 'caughtUp' };

/** How a stream ends: it was deleted for ever, or its events expire so many seconds after they were stored. */
export type Retirement = 'tombstoned' | number;

/**
 * An append-only log of events in named streams, with one total order over all of them.
 *
 * Every adapter passes the one suite in test/contract. An error of the store itself (not of the request) is an
 * {@link EventStoreUnavailableError}: the outcome of an append is then unknown, and the caller retries it with the same
 * event ids, which never stores an event twice.
 */
export interface EventStore {
  /**
   * Appends the events, all or none, in order. When it resolves they are durable: they survive kill -9 and power loss.
   * Events whose ids already stand at that place of the stream are acknowledged again with their first result.
   * @throws WrongExpectedRevisionError, StreamDeletedError, AppendTooLargeError, EventStoreUnavailableError
   * @throws TypeError, before anything is sent, for no event, an id that is not a UUID, data that is not a JSON object,
   *   or a name that is empty, longer than 255 characters, begins with `$` or holds a control character
   */
  append(stream: string, expectedRevision: ExpectedRevision, events: readonly UnsavedEvent[]): Promise<AppendResult>;

  /** Reads one stream; an unknown, expired or tombstoned stream is empty. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;

  /** Reads the whole log in position order, as far as it stood when the read reached its end. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;

  /**
   * Catches up from a position and then follows live until the signal aborts or the store closes (both end the
   * iteration). What waits for a slow reader is bounded, and a slow reader is no error: it is behind, and catches up.
   * @throws EventStoreUnavailableError from the iteration, after which the caller subscribes again from where it stood.
   */
  subscribeAll(options?: SubscribeOptions): AsyncIterable<SubscriptionMessage>;

  /** Position of the last event of the log, null while it is empty. */
  head(): Promise<GlobalPosition | null>;

  /** Negative, zero or positive as `a` stands before, at or after `b`. */
  compare(a: GlobalPosition, b: GlobalPosition): number;

  /**
   * Deletes the stream for ever: its name can never be appended to again. Deleting twice is not an error.
   * @returns whether this call deleted it; false where it was deleted before
   */
  tombstone(stream: string): Promise<boolean>;

  /**
   * Lets the stream's events expire so many seconds after they were stored; null: never. May come before the first
   * event.
   */
  setMaxAge(stream: string, seconds: number | null): Promise<void>;

  /**
   * Every stream that was tombstoned or has an age, by name: what is to be carried over with the events to another
   * store.
   */
  retirements(): Promise<ReadonlyMap<string, Retirement>>;

  /** Finishes the appends that have begun, ends the subscriptions and frees every resource. Idempotent. */
  close(): Promise<void>;
}
