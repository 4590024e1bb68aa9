import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../../data-directory/index.js';
import { asDamage } from './check-event-file.js';
import { checkTail } from './check-tail.js';
import { prepareSchema } from './schema.js';

/** Pages that a connection keeps, in KiB. */
const CACHE_KIB = 8_192;

/**
 * Opens `events.sqlite` for reading, and makes it where there is none. The owner lock keeps every other writer out;
 * other processes may still read.
 * @throws UnsupportedEventFileError, DamagedEventFileError
 */
export function openDatabase(file: string): DatabaseSync {
  ensurePrivateFile(file);
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB}`);
    prepareSchema(database, file);
    checkTail(database, file);
    database.exec('PRAGMA query_only = ON');
    return database;
  } catch (error) {
    database.close();
    throw asDamage(file, error);
  }
}

/**
 * Opens the file once more to write. WAL with synchronous=FULL syncs the log at each commit, so what is committed
 * survives a power loss.
 * @param maxPageCount pages of 4 KiB that the file may grow to; beyond, appends fail as on a full disk
 */
export function openForWriting(file: string, maxPageCount: number | undefined): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  // secure_delete: erased events must not stay readable in the free pages of the file.
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -${CACHE_KIB};
  `);
  if (maxPageCount !== undefined) database.exec(`PRAGMA max_page_count = ${maxPageCount}`);
  return database;
}
