import type { Described } from './described.js';
import type { LedgerEvent, LedgerEventType } from './ledger-event.js';
import type { Brand } from './types.js';

/** The text of a JSON object, serialised where it was made: stored as it stands. */
export type JsonText = Brand<string, 'JsonText'>;

/**
 * An event of the ledger whose data is serialised: a text passes from thread to thread for a fraction of what its
 * objects cost.
 */
export type SerialisedEvent = Described<LedgerEventType, JsonText>;

export function serialiseEvent({ type, data }: LedgerEvent): SerialisedEvent {
  return { type, data: JSON.stringify(data) as JsonText };
}

export function parseEvent({ type, data }: SerialisedEvent): LedgerEvent {
  return { type, data: JSON.parse(data) as LedgerEvent['data'] } as LedgerEvent;
}
