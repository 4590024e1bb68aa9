import type { RecordedEvent } from './envelope.js';
import type { EventMetadata, LedgerEvent, LedgerEventType } from './ledger-event.js';
import { upcast } from './upcasters.js';

/** A recorded event with the data of its type, for a switch over `type`. */
export type TypedEvent = LedgerEvent & { readonly metadata: EventMetadata } & Omit<
    RecordedEvent,
    'type' | 'data' | 'metadata'
  >;

/**
 * The one way to read what an event of the log says: in the shape that its type has today, whenever it was written.
 * What hashes, copies or exports events takes them as they stand. Only the ledger writes to its log, so an event has
 * the shape that its type says.
 */
export function typedEvent(event: RecordedEvent): TypedEvent {
  return upcast(event) as unknown as TypedEvent;
}

/**
 * The same, of an event that its place in its stream allows to be of one type only.
 * @throws UnexpectedEventError if it is of another type
 */
export function eventOfType<T extends LedgerEventType>(
  event: RecordedEvent,
  type: T,
): Extract<TypedEvent, { type: T }> {
  const typed = typedEvent(event);
  if (typed.type !== type) throw new UnexpectedEventError(event, type);
  return typed as Extract<TypedEvent, { type: T }>;
}

/** A stream of the ledger holds an event that the ledger does not write there. */
export class UnexpectedEventError extends Error {
  readonly code = 'unexpected-event';
  constructor({ stream, revision, type }: RecordedEvent, expected: LedgerEventType) {
    super(`event ${revision} of stream ${stream} is a ${type}, not a ${expected}`);
    this.name = 'UnexpectedEventError';
  }
}
