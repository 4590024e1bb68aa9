import type { NewEvent } from './envelope.js';
import type { EventMetadata, LedgerEventOf, LedgerEventType } from './ledger-event.js';
import type { JsonObject } from './types.js';

/** Where time comes from: injected, so that tests decide it. */
export type Clock = () => Date;
/** Where random UUIDs come from: injected, so that tests decide them. */
export type Ids = () => string;

export interface EventContext {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly actor?: string;
}

/** An event of the ledger, ready to append: a random id, and metadata from the context. */
export function newEvent<T extends LedgerEventType>(
  type: T,
  data: LedgerEventOf<T>['data'],
  context: EventContext,
): NewEvent {
  // Plain JSON by its type; an interface just has no index signature.
  return { ...stampOf(context), type, data: data as unknown as JsonObject };
}

/** A random id, and metadata from the context. */
export function stampOf(context: EventContext): Pick<NewEvent, 'id' | 'metadata'> {
  const id = context.ids();
  const metadata: EventMetadata = {
    schemaVersion: 1,
    recordedAt: context.clock().toISOString(),
    correlationId: context.correlationId ?? id,
    ...(context.causationId !== undefined && { causationId: context.causationId }),
    ...(context.actor !== undefined && { actor: context.actor }),
  };
  return { id, metadata: metadata as unknown as JsonObject };
}
