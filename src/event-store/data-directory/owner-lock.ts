import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensureDataDirectory, ensurePrivateFile } from './data-directory.js';
import { DataDirectoryInUseError } from './errors.js';

/**
 * Makes the directory where it does not exist, and takes it for this process.
 * @returns what releases it
 * @throws DataDirectoryInUseError
 */
export function takeDataDirectory(dataDir: string): () => void {
  ensureDataDirectory(dataDir);
  return acquireOwnerLock(dataDir);
}

/**
 * Takes the data directory for this process: a write transaction on a database of its own, held open until release. The
 * operating system ends it with the process, however that dies, so a lock is never stale. Readers are let in, which is
 * how a second opener learns the owner's process id.
 *
 * @returns what releases it
 * @throws DataDirectoryInUseError
 */
function acquireOwnerLock(dataDir: string): () => void {
  const path = join(dataDir, 'owner.lock');
  ensurePrivateFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // The id must be committed before the lock is held; between the two another process may come in and write its own.
    for (;;) {
      database.exec('BEGIN IMMEDIATE');
      if (ownerPid(database) === process.pid) {
        return () => {
          database.close();
        };
      }
      database.exec(`PRAGMA user_version = ${process.pid}`);
      database.exec('COMMIT');
    }
  } catch (error) {
    const inUse = isBusy(error) ? new DataDirectoryInUseError(dataDir, readOwnerPid(database)) : error;
    database.close();
    throw inUse;
  }
}

function readOwnerPid(database: DatabaseSync): number | null {
  try {
    const pid = ownerPid(database);
    return pid === 0 ? null : pid;
  } catch {
    return null;
  }
}

function ownerPid(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
