import type { DatabaseSync } from 'node:sqlite';
import { UnsupportedEventFileError } from '../errors.js';

/** `BLev`: marks the file as a bounce-ledger event file. */
const APPLICATION_ID = 0x424c6576;
/** 2: rows have checksums. */
const SCHEMA_VERSION = 2;
const WITHOUT_CHECKSUMS = 1;

/**
 * Positions come from AUTOINCREMENT, so that one is never given twice, even after the last event was erased.
 *
 * The columns of an event stand small ones first: SQLite keeps the beginning of a row in its b-tree and the remainder
 * of a long one on overflow pages, so a filtered scan passes over large evidence without reading it.
 *
 * A stream's `first_revision` is 0; in an older file it may be where the stream began again after it had expired.
 * `unchecked` marks what was appended with expected revision `any`: only there must a retry be found by its id.
 */
const SCHEMA = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    first_revision INTEGER NOT NULL,
    max_age_seconds INTEGER,
    tombstoned INTEGER NOT NULL,
    checksum INTEGER
  ) STRICT;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    unchecked INTEGER NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    metadata TEXT NOT NULL,
    data TEXT NOT NULL,
    checksum INTEGER
  ) STRICT;

  CREATE INDEX expiring_streams ON streams (id) WHERE max_age_seconds IS NOT NULL;
  CREATE UNIQUE INDEX events_by_stream ON events (stream_id, revision);
  CREATE INDEX unchecked_events_by_id ON events (stream_id, id) WHERE unchecked = 1;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Rows of a file of the format before that have no checksum yet: an index for each table, gone when all have theirs.
 */
export const ROWS_TO_CHECKSUM = { events: 'events_without_checksum', streams: 'streams_without_checksum' } as const;

const ADD_CHECKSUMS = `
  ALTER TABLE streams ADD COLUMN checksum INTEGER;
  ALTER TABLE events ADD COLUMN checksum INTEGER;
  CREATE INDEX ${ROWS_TO_CHECKSUM.streams} ON streams (id) WHERE checksum IS NULL;
  CREATE INDEX ${ROWS_TO_CHECKSUM.events} ON events (position) WHERE checksum IS NULL;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Creates the tables in an empty file, adds what a file of an earlier version lacks, and refuses a file that this
 * version cannot read.
 *
 * There is no `quick_check` here: it reads the whole file (about a second per gigabyte when cached, far more when not),
 * and the WAL's checksums already keep a torn write out. A start looks at the end of the log only;
 * `bounce-ledger check` reads all.
 *
 * @throws UnsupportedEventFileError
 */
export function prepareSchema(database: DatabaseSync, file: string): void {
  const applicationId = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (applicationId === 0 && version === 0 && isEmpty(database)) {
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
    return;
  }
  if (assertEventFile(database, file) === WITHOUT_CHECKSUMS) database.exec(`BEGIN IMMEDIATE; ${ADD_CHECKSUMS} COMMIT;`);
}

/**
 * Whether rows have a place for a checksum. Those that were stored before get theirs later: {@link ROWS_TO_CHECKSUM}.
 * @throws UnsupportedEventFileError
 */
export function hasChecksums(database: DatabaseSync, file: string): boolean {
  return assertEventFile(database, file) > WITHOUT_CHECKSUMS;
}

/** Whether some rows of the table may still wait for their checksums. */
export function awaitsChecksums(database: DatabaseSync, table: keyof typeof ROWS_TO_CHECKSUM): boolean {
  const index = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`);
  return index.get(ROWS_TO_CHECKSUM[table]) !== undefined;
}

/** @returns the version of its format @throws UnsupportedEventFileError */
function assertEventFile(database: DatabaseSync, file: string): number {
  const applicationId = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (applicationId !== APPLICATION_ID) {
    throw new UnsupportedEventFileError(file, 'it is not an event file of bounce-ledger');
  }
  if (version < WITHOUT_CHECKSUMS) throw new UnsupportedEventFileError(file, `its format is version ${version}`);
  if (version > SCHEMA_VERSION) {
    throw new UnsupportedEventFileError(
      file,
      `its format is version ${version}, and this program reads up to version ${SCHEMA_VERSION}: use the newer program`,
    );
  }
  return version;
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
