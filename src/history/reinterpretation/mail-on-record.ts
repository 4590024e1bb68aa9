import type { EventStore } from '../../event-store/index.js';
import {
  type LedgerEvent,
  type LedgerEventOf,
  type MailId,
  streams,
  typedEvent,
  type TypedEvent,
} from '../../events/index.js';

/** A mail as its stream tells it: how it arrived, and the latest set of what it says. */
export interface MailOnRecord {
  readonly received: LedgerEventOf<'MailReceived'>['data'];
  /** Begins the set: MailReceived, or the last MailReinterpreted. */
  readonly begun: LedgerEventOf<'MailReceived' | 'MailReinterpreted'>;
  /** What the mail says, without what is thought of it. */
  readonly content: readonly LedgerEvent[];
  /** Revision of the event that begins the set. */
  readonly begunAt: number;
  /** Of the stream's last event. */
  readonly revision: number;
}

/** Reads a mail's stream; null where it was erased. */
export async function readMailOnRecord(store: EventStore, mailId: MailId): Promise<MailOnRecord | null> {
  const events: TypedEvent[] = [];
  for await (const event of store.readStream(streams.mail(mailId))) events.push(typedEvent(event));
  const begunAt = events.findLastIndex(beginsSet);
  const [first, begun, last] = [events[0], events[begunAt], events.at(-1)];
  if (first?.type !== 'MailReceived' || begun === undefined || !beginsSet(begun) || last === undefined) return null;
  return {
    received: first.data,
    begun,
    content: events.slice(begunAt + 1).filter(({ type }) => type !== 'BounceClassified'),
    begunAt: begun.revision,
    revision: last.revision,
  };
}

function beginsSet(event: TypedEvent): event is TypedEvent & LedgerEventOf<'MailReceived' | 'MailReinterpreted'> {
  return event.type === 'MailReceived' || event.type === 'MailReinterpreted';
}
