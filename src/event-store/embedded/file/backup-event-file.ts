import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile, syncDirectory } from '../../data-directory/index.js';
import { asDamage, checkEventFile, openToRead, type EventFileContents } from './check-event-file.js';
import { EVENT_FILE } from './event-file.js';

export interface BackupProgress {
  readonly pages: number;
  readonly totalPages: number;
}

/** 1 MiB at a time: between two steps the event loop is free. */
const PAGES_PER_STEP = 256;

/**
 * Copies the events of a data directory as they stand at this moment, while the store that owns it keeps running:
 * everything that was acknowledged before the call is in the copy, and nothing that comes after it began. The copy is
 * read whole and synced before it gets its name, so that a file of that name is always a sound one.
 *
 * Until it has ended the owner's WAL cannot be emptied, and grows by what is appended meanwhile.
 *
 * @param directory where `events.sqlite` is made, readable by its owner only; it must not hold one
 * @param onProgress may throw, which ends the work and removes what was copied
 * @throws DamagedEventFileError, UnsupportedEventFileError
 */
export async function backupEventFile(
  dataDir: string,
  directory: string,
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<EventFileContents> {
  const source = join(dataDir, EVENT_FILE);
  const file = join(directory, EVENT_FILE);
  const partial = `${file}.partial`;
  try {
    // Made before SQLite, which would give it the umask's mode.
    ensurePrivateFile(partial);
    await copyPages(source, partial, onProgress);
    const contents = checkEventFile(partial);
    syncFile(partial);
    renameSync(partial, file);
    syncDirectory(directory);
    return contents;
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) {
      rmSync(join(directory, basename(partial) + suffix), { force: true });
    }
    throw asDamage(source, error);
  }
}

async function copyPages(
  source: string,
  target: string,
  onProgress: (progress: BackupProgress) => void,
): Promise<void> {
  const database = openToRead(source);
  try {
    // A read held open keeps one state: without it the copy would begin again at each commit of the owner.
    database.exec('BEGIN; SELECT 1 FROM streams');
    await backup(database, target, {
      rate: PAGES_PER_STEP,
      progress: ({ totalPages, remainingPages }) => {
        onProgress({ pages: totalPages - remainingPages, totalPages });
      },
    });
  } finally {
    database.close();
  }
  const copy = new DatabaseSync(target);
  try {
    // One file, without a WAL beside it that could be forgotten.
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
