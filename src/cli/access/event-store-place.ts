import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadSettings } from '../../config/index.js';
import { EVENT_FILE, openEmbeddedEventStore, openEventStoreDb, type EventStore } from '../../event-store/index.js';
import { PATIENCE_MS } from './event-store-patience.js';

/** An event store that was named on the command line, opened; disposing of it closes it. */
export interface OpenPlace extends AsyncDisposable {
  readonly store: EventStore;
  /** How many appends may be in flight without risking their order. */
  readonly appendsAtATime: number;
}

/** There is no event store. */
export class NoEventStoreError extends Error {
  readonly code = 'no-event-store';
  constructor(directory: string) {
    super(`there is no event store in ${directory}`);
    this.name = 'NoEventStoreError';
  }
}

export interface PlaceOptions {
  /** Refuses a directory without an event store instead of creating one. */
  readonly mustExist: boolean;
  /** Called with the reason after each failed attempt to reach a server. */
  readonly onWait: (reason: string) => void;
  /** Ends the waiting for a server. */
  readonly signal: AbortSignal;
}

/** Appends of one turn share one commit, which keeps their order: this many make its sync cheap. */
const EMBEDDED_APPENDS = 512;

/**
 * Opens an event store by its connection string, by the configuration file of its ledger, or by its data directory.
 * Secrets belong in a configuration file: everybody on the machine can read a command line.
 * @throws NoEventStoreError, DataDirectoryInUseError, EventStoreUnavailableError, ConfigurationError
 */
export async function openPlace(place: string, { mustExist, onWait, signal }: PlaceOptions): Promise<OpenPlace> {
  const { url, dataDir } = locate(place);
  if (url !== null) {
    const onRetry = ({ message }: Error) => {
      onWait(message);
    };
    return disposable(await openEventStoreDb({ url, patienceMs: PATIENCE_MS, onRetry, signal }), 1);
  }
  if (mustExist && !existsSync(join(dataDir, EVENT_FILE))) throw new NoEventStoreError(dataDir);
  return disposable(await openEmbeddedEventStore({ dataDir }), EMBEDDED_APPENDS);
}

function disposable(store: EventStore, appendsAtATime: number): OpenPlace {
  return { store, appendsAtATime, [Symbol.asyncDispose]: () => store.close() };
}

function locate(place: string): { readonly url: string | null; readonly dataDir: string } {
  if (/^esdb(\+discover)?:\/\//.test(place)) return { url: place, dataDir: '' };
  if (!/\.ya?ml$/.test(place)) return { url: null, dataDir: resolve(place) };
  const { eventStore, dataDir } = loadSettings(place);
  return { url: eventStore.kind === 'eventstoredb' ? (eventStore.url ?? '') : null, dataDir };
}
