import type { DatabaseSync } from 'node:sqlite';
import { UnsupportedEventFileError } from '../errors.js';

/** `BLev`: marks the file as a bounce-ledger event file. */
const APPLICATION_ID = 0x424c6576;
const SCHEMA_VERSION = 1;

/**
 * Positions come from AUTOINCREMENT, so that one is never given twice, even after the last event was erased.
 *
 * The columns of an event stand small ones first: SQLite keeps the beginning of a row in its b-tree and the remainder
 * of a long one on overflow pages, so a filtered scan passes over large evidence without reading it.
 *
 * A stream's `first_revision` is where its present life began: 0, or after a full expiry the first event appended then.
 * `unchecked` marks what was appended with expected revision `any`: only there must a retry be found by its id.
 */
const SCHEMA = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    first_revision INTEGER NOT NULL,
    max_age_seconds INTEGER,
    tombstoned INTEGER NOT NULL
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
    data TEXT NOT NULL
  ) STRICT;

  CREATE INDEX expiring_streams ON streams (id) WHERE max_age_seconds IS NOT NULL;
  CREATE UNIQUE INDEX events_by_stream ON events (stream_id, revision);
  CREATE INDEX unchecked_events_by_id ON events (stream_id, id) WHERE unchecked = 1;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Creates the tables in an empty file, and refuses a file that this version cannot read.
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
  assertEventFile(database, file);
}

/** @throws UnsupportedEventFileError */
export function assertEventFile(database: DatabaseSync, file: string): void {
  const applicationId = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (applicationId !== APPLICATION_ID) {
    throw new UnsupportedEventFileError(file, 'it is not an event file of bounce-ledger');
  }
  if (version > SCHEMA_VERSION) {
    throw new UnsupportedEventFileError(
      file,
      `its format is version ${version}, and this program reads up to version ${SCHEMA_VERSION}: use the newer program`,
    );
  }
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
