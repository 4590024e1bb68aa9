import type { JsonObject, RecordedEvent } from '../../../events/index.js';
import { eventChecksum } from './checksums.js';
import { toPosition } from './position.js';

/** Columns of an {@link EventRow}, of the event `e` and its stream `s`. */
export const EVENT_COLUMNS =
  'e.position, s.name, e.revision, e.stored_at, e.type, e.id, e.metadata, e.data, e.checksum';

export type EventRow = readonly [
  position: number,
  stream: string,
  revision: number,
  storedAt: number,
  type: string,
  id: string,
  metadata: string,
  data: string,
  /** Null in a file of an earlier version, until the row gets one. */
  checksum: number | null,
];

/** Whether the row is as it was stored, or has no checksum yet. */
export function isSound([, stream, revision, storedAt, type, id, metadata, data, checksum]: EventRow): boolean {
  if (checksum === null) return true;
  return checksum === eventChecksum({ stream, revision, storedAt, type, id, metadata, data });
}

/** Makes the events of a page of rows. */
export function eventsOf(rows: readonly EventRow[]): RecordedEvent[] {
  // A whole commit shares its time.
  let lastStoredAt = Number.NaN;
  let formatted = '';
  return rows.map(([position, stream, revision, storedAt, type, id, metadata, data]) => {
    if (storedAt !== lastStoredAt) {
      lastStoredAt = storedAt;
      formatted = new Date(storedAt).toISOString();
    }
    return {
      id,
      type,
      data: JSON.parse(data) as JsonObject,
      metadata: JSON.parse(metadata) as JsonObject,
      stream,
      revision,
      position: toPosition(position),
      storedAt: formatted,
    };
  });
}
