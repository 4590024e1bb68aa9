import type { EventStore } from '../event-store.port.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { DamagedEventFileError, DataDirectoryInUseError, UnsupportedEventFileError } from './errors.js';
import { openDatabase } from './open-database.js';
import { OpenFile } from './open-file.js';
import { takeDataDirectory } from './owner-lock.js';
import { unavailable } from './unavailable.js';

export interface EmbeddedEventStoreOptions {
  /** Directory of the event file; made, readable by its owner only, where it does not exist. */
  readonly dataDir: string;
  /** Pages of 4 KiB that the event file may grow to; appends beyond fail as on a full disk. Absent: no limit. */
  readonly maxPageCount?: number;
  /** Tells when an event is stored, and when one has expired. */
  readonly clock?: () => Date;
}

/**
 * Opens the event store of a data directory, and makes it where there is none. The directory belongs to the store until
 * it is closed or its process ends, however it ends.
 *
 * What an append acknowledged survives kill -9 and power loss. Appends made in the same turn of the event loop share one
 * commit and its sync; that blocks the event loop for as long as the disk takes.
 *
 * @throws DataDirectoryInUseError another process, or another store of this one, owns the directory
 * @throws UnsupportedEventFileError the file is a newer version's, or none of ours
 * @throws DamagedEventFileError the end of the log contradicts itself; the rest is read by `checkEventFile`
 * @throws EventStoreUnavailableError the directory or the file cannot be opened
 */
export function openEmbeddedEventStore(options: EmbeddedEventStoreOptions): Promise<EventStore> {
  return new Promise((resolve) => {
    resolve(open(options));
  });
}

const KNOWN = [DataDirectoryInUseError, UnsupportedEventFileError, DamagedEventFileError];

function open({ dataDir, maxPageCount, clock = () => new Date() }: EmbeddedEventStoreOptions): EventStore {
  try {
    const releaseLock = takeDataDirectory(dataDir);
    try {
      const file = new OpenFile(openDatabase(dataDir, maxPageCount), () => clock().getTime());
      return new EmbeddedEventStore(file, releaseLock);
    } catch (error) {
      releaseLock();
      throw error;
    }
  } catch (error) {
    if (KNOWN.some((known) => error instanceof known)) {
      throw error;
    }
    throw unavailable(`to open ${dataDir}`, error);
  }
}
