import type { EventStore } from '../../event-store/index.js';
import { type LedgerEvent, type LedgerEventOf, type MailId, type RecordedEvent, streams } from '../../events/index.js';

/** A mail as its stream tells it: how it arrived, and the latest set of what it says. */
export interface MailOnRecord {
  readonly received: LedgerEventOf<'MailReceived'>['data'];
  /** Begins the set: MailReceived, or the last MailReinterpreted. */
  readonly begun: LedgerEventOf<'MailReceived' | 'MailReinterpreted'>;
  /** What the mail says, without what is thought of it. */
  readonly told: readonly LedgerEvent[];
  /** Revision of the event that begins the set. */
  readonly begunAt: number;
  /** Of the stream's last event. */
  readonly revision: number;
}

/** Reads a mail's stream; null where it was erased. */
export async function readMailOnRecord(store: EventStore, mailId: MailId): Promise<MailOnRecord | null> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(streams.mail(mailId))) events.push(event);
  const begunAt = events.findLastIndex(({ type }) => type === 'MailReceived' || type === 'MailReinterpreted');
  const [first, begun, last] = [events[0], events[begunAt], events.at(-1)];
  if (first?.type !== 'MailReceived' || begun === undefined || last === undefined) return null;
  return {
    received: typed<'MailReceived'>(first).data,
    begun: typed<'MailReceived' | 'MailReinterpreted'>(begun),
    told: events
      .slice(begunAt + 1)
      .filter(({ type }) => type !== 'BounceClassified')
      .map((event) => typed(event)),
    begunAt: begun.revision,
    revision: last.revision,
  };
}

/** Only the ledger writes to its log, so an event has the shape that its type says. */
function typed<Type extends LedgerEvent['type']>(event: RecordedEvent): LedgerEventOf<Type> {
  return event as unknown as LedgerEventOf<Type>;
}
