import type { DatabaseSync } from 'node:sqlite';
import { DamagedEventFileError } from '../errors.js';

const LAST_EVENTS = 64;

/**
 * The end of the log, where a write that was lost after it was acknowledged would show: its rows, the index that leads
 * to them, their streams, and the last position given must agree. Reads some pages, however large the file is.
 * @throws DamagedEventFileError
 */
export function checkTail(database: DatabaseSync, file: string): void {
  const row = database
    .prepare(
      `SELECT count(*) AS n, coalesce(max(e.position), 0) AS last,
         (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events') AS given
       FROM (SELECT position, stream_id, revision FROM events ORDER BY position DESC LIMIT ${LAST_EVENTS}) e
       LEFT JOIN streams s ON s.id = e.stream_id AND s.revision >= e.revision
       LEFT JOIN events i INDEXED BY events_by_stream ON i.stream_id = e.stream_id AND i.revision = e.revision
       WHERE s.id IS NULL OR i.position IS NOT e.position OR e.position > given`,
    )
    .get();
  const torn = Number(row?.['n']);
  if (torn > 0) throw new DamagedEventFileError(file, [`${torn} of its last events do not agree with their streams`]);
}
