import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '../event-store.port.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { DataDirectoryInUseError, takeDataDirectory } from '../data-directory/index.js';
import { DamagedEventFileError, UnsupportedEventFileError } from './errors.js';
import { EVENT_FILE } from './file/event-file.js';
import { openDatabase } from './file/open-database.js';
import { OpenFile } from './file/open-file.js';
import { unavailable } from './unavailable.js';
import { Writer } from './writing/writer.js';

export interface EmbeddedEventStoreOptions {
  /** Directory of the event file; made, readable by its owner only, where it does not exist. */
  readonly dataDir: string;
  /** Pages of 4 KiB that the event file may grow to; appends beyond fail as on a full disk. Absent: no limit. */
  readonly maxPageCount?: number;
  /** Gives the time at which an event is stored, and by which it has expired. */
  readonly clock?: () => Date;
}

/** What this store can do besides. */
export interface OpenEmbeddedEventStore extends EventStore {
  /** Writes what leaves nothing behind. @throws EventStoreUnavailableError if the disk is full, or fails */
  tryWrite(): Promise<void>;
}

/**
 * Opens the event store of a data directory, and makes it where there is none. The directory belongs to the store until
 * it is closed or its process ends, however it ends.
 *
 * What an append acknowledged survives kill -9 and power loss. Appends made in the same turn of the event loop share
 * one commit and its sync, with those made while the commit before was running; a thread does that, and the event loop
 * stays free.
 *
 * @throws DataDirectoryInUseError another process, or another store of this one, owns the directory
 * @throws UnsupportedEventFileError the file is a newer version's, or none of ours
 * @throws DamagedEventFileError the end of the log contradicts itself; `checkEventFile` reads the whole of it
 * @throws EventStoreUnavailableError the directory or the file cannot be opened
 */
export async function openEmbeddedEventStore(options: EmbeddedEventStoreOptions): Promise<OpenEmbeddedEventStore> {
  try {
    return await open(options);
  } catch (error) {
    if (KNOWN.some((known) => error instanceof known)) throw error;
    throw unavailable(`to open ${options.dataDir}`, error);
  }
}

const KNOWN = [DataDirectoryInUseError, UnsupportedEventFileError, DamagedEventFileError];

async function open({
  dataDir,
  maxPageCount,
  clock = () => new Date(),
}: EmbeddedEventStoreOptions): Promise<EmbeddedEventStore> {
  const releaseLock = takeDataDirectory(dataDir);
  const path = join(dataDir, EVENT_FILE);
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(path);
    const file = new OpenFile(database, () => clock().getTime());
    const writer = await Writer.start({ file: path, maxPageCount }, (head) => {
      file.committed(head);
    });
    return new EmbeddedEventStore(file, writer, releaseLock);
  } catch (error) {
    database?.close();
    releaseLock();
    throw error;
  }
}
