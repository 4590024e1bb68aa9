import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import { EVENT_FILE } from '../event-store/index.js';

/** Name of the secret that the service makes in its data directory, if no other file is configured. */
export const SECRET_FILE = 'ledger.secret';
const READ_MODELS = 'read-models';

/** The events are gone, and what was made from them is still there. A new ledger would know of no suppression. */
export class EventsLostError extends Error {
  readonly code = 'events-lost';

  /**
   * @param what what is missing
   * @param traces files and folders of the data directory that an earlier ledger left
   */
  constructor(
    what: string,
    readonly dataDir: string,
    readonly traces: readonly string[],
  ) {
    const left = traces.join(' and ');
    super(
      `${what}, but ${left} in ${dataDir} ${traces.length === 1 ? 'is' : 'are'} of an earlier ledger. ` +
        'An empty ledger would call every recipient valid, also the quarantined ones. ' +
        'To restore: use a backup as a new data directory (docs/operations.md, "Backup and restore"). ' +
        `To begin anew on purpose: use an empty data directory, or move ${left} out of this one`,
    );
    this.name = 'EventsLostError';
  }
}

/**
 * Refuses a data directory whose event file is missing or empty while other files there are an earlier ledger's. To be
 * called before the embedded event store is opened, which would create the file.
 * @throws EventsLostError
 */
export function assertEventFileKept({ dataDir, ledger }: Pick<Settings, 'dataDir' | 'ledger'>): void {
  const file = join(dataDir, EVENT_FILE);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > 0) return;
  const wal = `${EVENT_FILE}-wal`;
  const traces = [
    // A configured secret may have been put there before the first start.
    ...(ledger.secretFile === undefined && existsSync(join(dataDir, SECRET_FILE)) ? [SECRET_FILE] : []),
    ...readModelTraces(dataDir),
    ...(size === undefined && existsSync(join(dataDir, wal)) ? [wal] : []),
  ];
  if (traces.length > 0) {
    throw new EventsLostError(`${file} is ${size === undefined ? 'gone' : 'empty'}`, dataDir, traces);
  }
}

/**
 * Refuses to create a ledger beside read models: they were made from one. The secret alone says nothing here, since a
 * process that is killed during its very first start leaves it beside an empty event store.
 * @throws EventsLostError
 */
export function assertNoEarlierLedger(dataDir: string): void {
  const traces = readModelTraces(dataDir);
  if (traces.length > 0) throw new EventsLostError('the event store holds no ledger', dataDir, traces);
}

function readModelTraces(dataDir: string): readonly string[] {
  const directory = join(dataDir, READ_MODELS);
  return existsSync(directory) && readdirSync(directory).length > 0 ? [READ_MODELS] : [];
}
