import {
  AppendTooLargeError,
  StreamDeletedError,
  WrongExpectedRevisionError,
  type AppendResult,
  type EventFilter,
  type EventStore,
  type ExpectedRevision,
  type ReadAllOptions,
  type ReadStreamOptions,
  type Retirement,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../../src/event-store/index.js';
import type { GlobalPosition, RecordedEvent, UnsavedEvent } from '../../src/events/index.js';

/**
 * Makes a log that others use look empty: stream names get a unique prefix, reads start where the log ended, and events
 * without the prefix are skipped. So a suite that expects an empty log can run on a server that is in use.
 */
export class FreshStreams implements EventStore {
  /** @param begin where the log ended before our first event; null: at its start */
  constructor(
    private readonly store: EventStore,
    private readonly prefix: string,
    private readonly begin: GlobalPosition | null,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly UnsavedEvent[]): Promise<AppendResult> {
    try {
      return await this.store.append(this.#outer(stream), expected, events);
    } catch (error) {
      throw renamed(error, stream);
    }
  }

  async *readStream(stream: string, options?: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    for await (const event of this.store.readStream(this.#outer(stream), options)) yield { ...event, stream };
  }

  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent, void> {
    const { limit = Number.POSITIVE_INFINITY, direction = 'forwards', from, filter } = options;
    const first = from ?? (direction === 'forwards' ? this.begin : null);
    let remaining = limit;
    if (remaining === 0) return;
    for await (const event of this.store.readAll({ direction, ...this.#where(first, filter) })) {
      if (this.begin !== null && this.store.compare(event.position, this.begin) <= 0) {
        if (direction === 'backwards') return;
      } else if (event.stream.startsWith(this.prefix)) {
        yield this.#inner(event);
        remaining -= 1;
      }
      if (remaining === 0) return;
    }
  }

  async *subscribeAll(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionMessage, void> {
    const { from, filter, signal } = options;
    const where = this.#where(from ?? this.begin, filter);
    for await (const message of this.store.subscribeAll({ ...where, ...(signal && { signal }) })) {
      if (message.kind !== 'events') {
        yield message;
        continue;
      }
      const events = message.events.filter(({ stream }) => stream.startsWith(this.prefix));
      if (events.length > 0) yield { kind: 'events', events: events.map((event) => this.#inner(event)) };
    }
  }

  async head(): Promise<GlobalPosition | null> {
    for await (const { position } of this.readAll({ direction: 'backwards', limit: 1 })) return position;
    return null;
  }

  compare(a: GlobalPosition, b: GlobalPosition): number {
    return this.store.compare(a, b);
  }

  tombstone(stream: string): Promise<boolean> {
    return this.store.tombstone(this.#outer(stream));
  }

  setMaxAge(stream: string, seconds: number | null): Promise<void> {
    return this.store.setMaxAge(this.#outer(stream), seconds);
  }

  async retirements(): Promise<ReadonlyMap<string, Retirement>> {
    const all = await this.store.retirements();
    const ours = [...all].filter(([stream]) => stream.startsWith(this.prefix));
    return new Map(ours.map(([stream, retirement]) => [stream.slice(this.prefix.length), retirement]));
  }

  close(): Promise<void> {
    return this.store.close();
  }

  /** A name that is not allowed stays not allowed. */
  #outer(stream: string): string {
    return stream === '' || stream.startsWith('$') ? stream : this.prefix + stream;
  }

  #inner(event: RecordedEvent): RecordedEvent {
    return { ...event, stream: event.stream.slice(this.prefix.length) };
  }

  #where(from: GlobalPosition | null, filter: EventFilter | undefined): Pick<ReadAllOptions, 'from' | 'filter'> {
    const [first, ...rest] = filter?.prefixes ?? [];
    const isByStream = filter?.by === 'stream' && first !== undefined;
    const outer = isByStream
      ? { by: filter.by, prefixes: [this.prefix + first, ...rest.map((prefix) => this.prefix + prefix)] as const }
      : filter;
    return { ...(from !== null && { from }), ...(outer && { filter: outer }) };
  }
}

function renamed(error: unknown, stream: string): unknown {
  if (error instanceof WrongExpectedRevisionError) {
    return new WrongExpectedRevisionError(stream, error.expected, error.actualRevision);
  }
  if (error instanceof StreamDeletedError) return new StreamDeletedError(stream);
  return error instanceof AppendTooLargeError ? new AppendTooLargeError(stream, error.bytes) : error;
}
