import { type EventContext, type LedgerEvent, type SerialisedEvent, stampOf } from '../events/index.js';

/**
 * An event that a mail tells of, its data serialised where the mail was read: a text is handed from thread to thread for a fraction of
 * what its objects cost, and is written out once.
 */
export interface ToldEvent {
  readonly type: LedgerEvent['type'];
  /** The data: the text of a JSON object. */
  readonly json: string;
}

export function toldEvent({ type, data }: LedgerEvent): ToldEvent {
  return { type, json: JSON.stringify(data) };
}

export function parseTold({ type, json }: ToldEvent): LedgerEvent {
  const data = JSON.parse(json) as LedgerEvent['data'];
  return { type, data } as LedgerEvent;
}

/** The event, ready to append. */
export function newToldEvent({ type, json }: ToldEvent, context: EventContext): SerialisedEvent {
  return { ...stampOf(context), type, json };
}
