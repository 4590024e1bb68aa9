import type { EventFilter, EventStore, SubscriptionMessage } from '../../event-store/index.js';
import type { RecordedEvent } from '../../events/index.js';

/** Events of one message: what is done with them is one turn of the event loop. */
const EVENTS_OF_A_MESSAGE = 200;

export interface LogPrefixOptions {
  /** Whether the part ends before this event. It ends at the first such one: clocks may go back, the log does not. */
  readonly endsBefore: (event: RecordedEvent) => boolean;
  /** Told instead of each event: one after the other, in log order. */
  readonly replace: (event: RecordedEvent) => RecordedEvent | null;
  /** Stand before the first. */
  readonly first: readonly RecordedEvent[];
}

/** The log from its start to a point, to be followed as the whole log is. */
export class LogPrefix implements Pick<EventStore, 'subscribeAll'> {
  /** When the last event before its end was stored: ISO 8601, UTC; null while none was read. */
  lastStoredAt: string | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly options: LogPrefixOptions,
  ) {}

  async *subscribeAll({
    filter,
    signal,
  }: {
    readonly filter?: EventFilter;
    readonly signal?: AbortSignal;
  }): AsyncGenerator<SubscriptionMessage> {
    const { endsBefore, replace, first } = this.options;
    let events: RecordedEvent[] = [...first];
    for await (const event of this.store.readAll(filter === undefined ? {} : { filter })) {
      if (signal?.aborted === true) return;
      if (endsBefore(event)) break;
      this.lastStoredAt = event.storedAt;
      const replacement = replace(event);
      if (replacement !== null) events.push(replacement);
      if (events.length < EVENTS_OF_A_MESSAGE) continue;
      yield { kind: 'events', events };
      events = [];
    }
    if (signal?.aborted === true) return;
    if (events.length > 0) yield { kind: 'events', events };
    yield { kind: 'caughtUp' };
  }
}
