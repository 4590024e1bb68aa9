import { DatabaseSync } from 'node:sqlite';
import { DamagedEventFileError } from '../errors.js';
import { changedRows } from './changed-rows.js';
import { hasChecksums } from './schema.js';

/** What a sound event file holds. */
export interface EventFileContents {
  readonly events: number;
  readonly streams: number;
  /** The last position given, 0 while there is none. */
  readonly head: number;
  /** Events without a checksum, if any: an earlier version stored them, and they get theirs while the service runs. */
  readonly withoutChecksum?: number;
}

const MAX_PROBLEMS = 20;

/** What must hold besides SQLite's own rules; each yields a row that says what is wrong. */
const RULES = [
  `SELECT 'event ' || position || ' belongs to no stream' FROM events WHERE stream_id NOT IN (SELECT id FROM streams)`,
  `SELECT 'event ' || position || ' is not JSON' FROM events WHERE NOT (json_valid(data) AND json_valid(metadata))`,
  `SELECT 'stream ' || name || ' ends at revision ' || s.revision || ' and holds ' || low || ' to ' || high || ' in ' || n || ' events'
   FROM streams s JOIN (
     SELECT stream_id, count(*) n, min(revision) low, max(revision) high FROM events GROUP BY stream_id
   ) e ON e.stream_id = s.id
   WHERE s.tombstoned = 1 OR high > s.revision OR s.max_age_seconds IS NULL AND (n <> high - low + 1 OR high < s.revision)`,
  `SELECT 'event ' || position || ' is not as it was stored' FROM events WHERE unchecked NOT IN (0, 1)`,
  `SELECT 'stream ' || name || ' ends at revision ' || revision || ' and holds nothing' FROM streams s
   WHERE revision >= 0 AND tombstoned = 0 AND max_age_seconds IS NULL
     AND NOT EXISTS (SELECT 1 FROM events e WHERE e.stream_id = s.id)`,
  `SELECT 'the last position given is before that of the last event' FROM sqlite_sequence
   WHERE name = 'events' AND seq < (SELECT max(position) FROM events)`,
];

/**
 * Reads the whole of an event file: SQLite's structure and indexes, that streams, revisions, positions and JSON are
 * whole, and that every row has its checksum. A store may have it open. Takes about as long as reading the file three
 * times, in one turn of the event loop.
 *
 * @throws DamagedEventFileError that names the first problems
 * @throws UnsupportedEventFileError the file is a newer version's, or none of ours
 */
export function checkEventFile(file: string): EventFileContents {
  const database = openToRead(file);
  try {
    database.exec('BEGIN');
    const checksummed = hasChecksums(database, file);
    const problems = findProblems(database, checksummed);
    if (problems.length > 0) throw new DamagedEventFileError(file, problems);
    const withoutChecksum = count(
      database,
      `SELECT count(*) AS n FROM events ${checksummed ? 'WHERE checksum IS NULL' : ''}`,
    );
    return {
      events: count(database, 'SELECT count(*) AS n FROM events'),
      streams: count(database, 'SELECT count(*) AS n FROM streams'),
      head: count(database, `SELECT coalesce(max(seq), 0) AS n FROM sqlite_sequence WHERE name = 'events'`),
      ...(withoutChecksum > 0 && { withoutChecksum }),
    };
  } catch (error) {
    throw asDamage(file, error);
  } finally {
    database.close();
  }
}

/** Opens an event file beside the store that may own it. */
export function openToRead(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
}

/**
 * SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html) say that the file is damaged; other errors say
 * nothing of it.
 */
export function asDamage(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return error instanceof Error && (code === 11 || code === 26)
    ? new DamagedEventFileError(file, [error.message], { cause: error })
    : error;
}

function findProblems(database: DatabaseSync, checksummed: boolean): readonly string[] {
  const structure = firstColumn(database, `PRAGMA integrity_check(${MAX_PROBLEMS})`).filter((line) => line !== 'ok');
  // On a damaged tree the rules would only add what follows from it.
  if (structure.length > 0) return structure;
  const broken = RULES.flatMap((rule) => firstColumn(database, `${rule} LIMIT 3`));
  return broken.length > 0 || !checksummed ? broken : changedRows(database, MAX_PROBLEMS);
}

function firstColumn(database: DatabaseSync, sql: string): readonly string[] {
  return database
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}

function count(database: DatabaseSync, sql: string): number {
  return Number(database.prepare(sql).get()?.['n']);
}
