import type { DatabaseSync } from 'node:sqlite';
import { eventChecksum, streamChecksum } from '../file/checksums.js';
import { awaitsChecksums, ROWS_TO_CHECKSUM } from '../file/schema.js';
import type { WriteOutcome } from './write-request.js';

/** In one transaction, at whichever is reached first: an append waits for no more than that. */
const MAX_ROWS = 512;
const MAX_CHARACTERS = 4 * 1024 * 1024;

const EVENTS = `SELECT e.position, s.name, e.revision, e.stored_at, e.type, e.id, e.metadata, e.data
  FROM events e INDEXED BY ${ROWS_TO_CHECKSUM.events} CROSS JOIN streams s ON s.id = e.stream_id
  WHERE e.checksum IS NULL ORDER BY e.position LIMIT ${MAX_ROWS}`;
const STREAMS = `SELECT id, revision, first_revision, max_age_seconds, tombstoned
  FROM streams INDEXED BY ${ROWS_TO_CHECKSUM.streams} WHERE checksum IS NULL LIMIT ${MAX_ROWS}`;

type EventToChecksum = readonly [
  position: number,
  stream: string,
  revision: number,
  storedAt: number,
  type: string,
  id: string,
  metadata: string,
  data: string,
];
type StreamToChecksum = readonly [
  id: number,
  revision: number,
  firstRevision: number,
  maxAgeSeconds: number | null,
  tombstoned: number,
];

/**
 * Gives some rows that were stored before there were checksums theirs, inside the caller's transaction. An index holds
 * the rows that have none yet, so a process that is killed resumes at the next start; the last step drops it.
 */
export function addChecksums(database: DatabaseSync): WriteOutcome {
  const isDone = addToStreams(database) && addToEvents(database);
  return { kind: 'checksums-added', isDone };
}

/** @returns whether all rows have theirs */
function addToStreams(database: DatabaseSync): boolean {
  if (!awaitsChecksums(database, 'streams')) return true;
  const update = database.prepare('UPDATE streams SET checksum = ? WHERE id = ?');
  const rows = read<StreamToChecksum>(database, STREAMS);
  let updated = 0;
  for (const [id, revision, firstRevision, maxAgeSeconds, tombstoned] of [...rows]) {
    const columns = { revision, firstRevision, maxAgeSeconds, tombstoned: tombstoned === 1 };
    update.run(streamChecksum(columns), id);
    updated += 1;
  }
  return updated < MAX_ROWS && drop(database, 'streams');
}

/** @returns whether all rows have theirs */
function addToEvents(database: DatabaseSync): boolean {
  if (!awaitsChecksums(database, 'events')) return true;
  const checksums: (readonly [checksum: number, position: number])[] = [];
  let characters = 0;
  for (const row of read<EventToChecksum>(database, EVENTS)) {
    const [position, stream, revision, storedAt, type, id, metadata, data] = row;
    checksums.push([eventChecksum({ stream, revision, storedAt, type, id, metadata, data }), position]);
    characters += data.length;
    if (characters >= MAX_CHARACTERS) break;
  }
  // Not while the rows are read: SQLite leaves open what a query sees of changes to its own table.
  const update = database.prepare('UPDATE events SET checksum = ? WHERE position = ?');
  for (const [checksum, position] of checksums) update.run(checksum, position);
  return checksums.length === 0 && drop(database, 'events');
}

function read<Row>(database: DatabaseSync, sql: string): Iterable<Row> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate() as unknown as Iterable<Row>;
}

function drop(database: DatabaseSync, table: keyof typeof ROWS_TO_CHECKSUM): true {
  database.exec(`DROP INDEX ${ROWS_TO_CHECKSUM[table]}`);
  return true;
}
