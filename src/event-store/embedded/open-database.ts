import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from './data-directory.js';
import { asDamage } from './check-event-file.js';
import { checkTail } from './check-tail.js';
import { EVENT_FILE } from './event-file.js';
import { prepareSchema } from './schema.js';

/**
 * Opens `events.sqlite`. WAL with synchronous=FULL syncs the log at each commit, so what is committed survives a power
 * loss. The owner lock keeps every other writer out; other processes may still read.
 *
 * @param maxPageCount pages of 4 KiB that the file may grow to; beyond, appends fail as on a full disk
 * @throws UnsupportedEventFileError, DamagedEventFileError
 */
export function openDatabase(dataDir: string, maxPageCount: number | undefined): DatabaseSync {
  const file = join(dataDir, EVENT_FILE);
  ensurePrivateFile(file);
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    // secure_delete: erased events must not stay readable in the free pages of the file.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA cache_size = -32768;
    `);
    prepareSchema(database, file);
    checkTail(database, file);
    if (maxPageCount !== undefined) {
      database.exec(`PRAGMA max_page_count = ${maxPageCount}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw asDamage(file, error);
  }
}
