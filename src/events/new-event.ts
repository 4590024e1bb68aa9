import type { UnsavedEvent } from './envelope.js';
import type { JsonText } from './json-text.js';
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
): UnsavedEvent;
export function newEvent(type: LedgerEventType, data: JsonText, context: EventContext): UnsavedEvent;
export function newEvent(type: LedgerEventType, data: object | JsonText, context: EventContext): UnsavedEvent {
  const id = context.ids();
  const metadata: EventMetadata = {
    schemaVersion: 1,
    recordedAt: context.clock().toISOString(),
    correlationId: context.correlationId ?? id,
    ...(context.causationId !== undefined && { causationId: context.causationId }),
    ...(context.actor !== undefined && { actor: context.actor }),
  };
  // Both are plain JSON by their types; an interface just has no index signature.
  return { id, type, data: data as JsonObject | JsonText, metadata: metadata as unknown as JsonObject };
}
