import type { RecordedEvent } from './envelope.js';
import type { EventMetadata, LedgerEvent } from './ledger-event.js';
import { upcast } from './upcasters.js';

/** A recorded event with the data of its type, for a switch over `type`. */
export type TypedEvent = LedgerEvent & { readonly metadata: EventMetadata } & Omit<
    RecordedEvent,
    'type' | 'data' | 'metadata'
  >;

/**
 * The one way to read what an event of the log says: in the shape that its type has today, whenever it was written. What hashes, copies
 * or exports events takes them as they stand. Only the ledger writes to its log, so an event has the shape that its type says.
 */
export function typedEvent(event: RecordedEvent): TypedEvent {
  return upcast(event) as unknown as TypedEvent;
}
