import type { RecordedEvent } from './envelope.js';
import type { EventMetadata, LedgerEvent } from './ledger-event.js';

/** An event of the ledger with the data of its type, for a switch over `type`. Upcasters of old schema versions come here. */
export type TypedEvent = LedgerEvent & { readonly metadata: EventMetadata };

/** Only the ledger writes to its log, so an event has the shape that its type says. */
export function typedEvent(event: RecordedEvent): TypedEvent {
  return event as unknown as TypedEvent;
}
