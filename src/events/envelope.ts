import type { JsonText } from './json-text.js';
import type { Brand, JsonObject } from './types.js';

/** A place in the whole log. Opaque: equality is string equality, order is what the event store's `compare` says. */
export type GlobalPosition = Brand<string, 'GlobalPosition'>;

/** An event before it is stored. `id` is a UUID, random per attempt and kept through that attempt's retries. */
export interface UnsavedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject | JsonText;
  readonly metadata: JsonObject;
}

/** An event as the store holds it. */
export interface RecordedEvent extends UnsavedEvent {
  readonly data: JsonObject;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  readonly position: GlobalPosition;
  /** When the store wrote it: ISO 8601, UTC. */
  readonly storedAt: string;
}
