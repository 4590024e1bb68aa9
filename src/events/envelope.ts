import type { Brand, JsonObject } from './types.js';

/** A place in the whole log. Opaque: equality is string equality, order is what the event store's `compare` says. */
export type GlobalPosition = Brand<string, 'GlobalPosition'>;

/** An event before it is stored. `id` is a UUID, random per attempt and kept through that attempt's retries. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** A new event whose data was serialised where it was made: the text of a JSON object, which is stored as it stands. */
export interface SerialisedEvent extends Omit<NewEvent, 'data'> {
  readonly json: string;
}

/** An event as the store holds it. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  readonly position: GlobalPosition;
  /** When the store wrote it: ISO 8601, UTC. */
  readonly storedAt: string;
}
