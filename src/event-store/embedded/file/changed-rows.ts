import type { DatabaseSync } from 'node:sqlite';
import { streamChecksum } from './checksums.js';
import { EVENT_COLUMNS, isSound, type EventRow } from './event-row.js';
import { awaitsChecksums } from './schema.js';

type StreamRow = readonly [
  name: string,
  revision: number,
  firstRevision: number,
  maxAgeSeconds: number | null,
  tombstoned: number,
  checksum: number | null,
];

/**
 * The first rows that are not as they were stored, and what is wrong with each. Rows without a checksum pass while
 * those of an earlier version get theirs.
 */
export function changedRows(database: DatabaseSync, limit: number): readonly string[] {
  const problems: string[] = [];
  for (const problem of problemsOf(database)) {
    problems.push(problem);
    if (problems.length === limit) break;
  }
  return problems;
}

function* problemsOf(database: DatabaseSync): Generator<string> {
  const isWaiting = { streams: awaitsChecksums(database, 'streams'), events: awaitsChecksums(database, 'events') };
  for (const row of rowsOf<StreamRow>(
    database,
    `SELECT name, revision, first_revision, max_age_seconds, tombstoned, checksum FROM streams ORDER BY id`,
  )) {
    const [name, revision, firstRevision, maxAgeSeconds, tombstoned, checksum] = row;
    if (checksum === null && isWaiting.streams) continue;
    // Any other number would be taken for "no", and is no value that is stored.
    const isWhole = tombstoned === 0 || tombstoned === 1;
    const columns = { revision, firstRevision, maxAgeSeconds, tombstoned: tombstoned === 1 };
    if (isWhole && streamChecksum(columns) === checksum) continue;
    yield `stream ${name} is not as it was stored`;
  }
  for (const row of rowsOf<EventRow>(
    database,
    `SELECT ${EVENT_COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream_id ORDER BY e.position`,
  )) {
    const hasLostIt = row.at(-1) === null && !isWaiting.events;
    if (hasLostIt || !isSound(row)) yield `event ${row[0]} is not as it was stored`;
  }
}

function rowsOf<Row>(database: DatabaseSync, sql: string): Iterable<Row> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate() as unknown as Iterable<Row>;
}
