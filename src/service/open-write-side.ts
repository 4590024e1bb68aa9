import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import { openEmbeddedEventStore, openEventStoreDb, type EventStore } from '../event-store/index.js';
import { Evidence } from '../ledger/evidence/index.js';
import {
  Intake,
  openLedger,
  readerInThisThread,
  ReaderThreads,
  readOrMakeSecret,
  type Ledger,
  type MailReader,
  type ReadingOptions,
} from '../ledger/index.js';
import { newEvent } from '../events/index.js';
import { RulesetRegistry } from '../history/rulesets/index.js';
import { assertEventFileKept, assertNoEarlierLedger, SECRET_FILE } from './lost-events.js';

/** The side that takes mail in: an open event store, the ledger in it, and the intake, the one way in. */
export interface WriteSide {
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly rulesets: RulesetRegistry;
  readonly intake: Intake;
  readonly reader: MailReader;
  /** Frees the reading threads and the event store. Idempotent. */
  close(): Promise<void>;
}

export interface WriteSideOptions {
  /** Called when an event store on the network does not answer and is about to be tried again. */
  readonly onRetry?: (error: Error, pauseMs: number) => void;
  /** Called before a new ledger is created. */
  readonly onCreate?: () => void;
  /** Wraps the ledger's store: fault tests watch and stop appends there. */
  readonly wrap?: (store: EventStore) => EventStore;
}

const DAY_SECONDS = 86_400;

/**
 * Opens the ledger of a configuration, and creates it at the first start. The caller closes it.
 * @throws DataDirectoryInUseError, EventStoreUnavailableError, EventsLostError, SecretFileError,
 * WrongLedgerSecretError, InvalidRulesetError
 */
export async function openWriteSide(
  settings: Settings,
  { onRetry = () => undefined, onCreate = () => undefined, wrap = (store) => store }: WriteSideOptions = {},
): Promise<WriteSide> {
  const { dataDir, correlation, retention } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const store = wrap(await openEventStore(settings, onRetry));
  try {
    const secret = readOrMakeSecret(settings.ledger.secretFile ?? join(dataDir, SECRET_FILE));
    const ledger = await openLedger(store, {
      secret,
      clock: () => new Date(),
      ids: randomUUID,
      beforeCreating: () => {
        assertNoEarlierLedger(dataDir);
        onCreate();
      },
    });
    const rulesets = await RulesetRegistry.open(ledger);
    const evidence = new Evidence({
      store,
      toEvent: (chunk) => newEvent('EvidenceStored', chunk, ledger),
      maxAgeSeconds: retention.evidenceDays === undefined ? null : retention.evidenceDays * DAY_SECONDS,
    });
    const reader = openReader({
      classifier: () => rulesets.current,
      interpretation: { correlationHeaders: correlation.headers },
    });
    const intake = new Intake({ ledger, evidence, reader });
    const close = async () => {
      await reader.close();
      await store.close();
    };
    return { settings, ledger, evidence, rulesets, intake, reader, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** One thread per processor, except the one that retrieves and appends. */
function openReader(options: ReadingOptions): MailReader {
  const threads = availableParallelism() - 1;
  return threads > 0 ? new ReaderThreads(threads, options) : readerInThisThread(options);
}

function openEventStore(settings: Settings, onRetry: (error: Error, pauseMs: number) => void): Promise<EventStore> {
  const { dataDir, eventStore } = settings;
  switch (eventStore.kind) {
    case 'embedded':
      assertEventFileKept(settings);
      return openEmbeddedEventStore({ dataDir });
    case 'eventstoredb':
      // Validation has ensured that there is one.
      return openEventStoreDb({ url: eventStore.url ?? '', dataDir, onRetry });
  }
}
