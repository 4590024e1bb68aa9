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
import { WriteHealth } from './write-health.js';
import { assertEventFileKept, assertNoEarlierLedger, SECRET_FILE } from './lost-events.js';

/** The side that takes mail in: an open event store, the ledger in it, and the intake, the one way in. */
export interface WriteSide {
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly rulesets: RulesetRegistry;
  readonly intake: Intake;
  readonly reader: MailReader;
  readonly writeHealth: WriteHealth;
  /** Frees the reading threads and the event store. Idempotent. */
  close(): Promise<void>;
}

export interface WriteSideOptions {
  /** Called when an event store on the network does not answer and is about to be tried again. */
  readonly onRetry?: (error: Error, pauseMs: number) => void;
  /** How long to wait for an event store on the network that is not there; a minute unless said otherwise. */
  readonly patienceMs?: number;
  /** Ends the waiting for an event store that is not there, or does not answer. */
  readonly signal?: AbortSignal;
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
  {
    onRetry = () => undefined,
    onCreate = () => undefined,
    wrap = (store) => store,
    signal,
    patienceMs,
  }: WriteSideOptions = {},
): Promise<WriteSide> {
  const { dataDir, correlation, retention } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { store: opened, writeHealth } = await openEventStore(settings, {
    onRetry,
    ...(signal && { signal }),
    ...(patienceMs !== undefined && { patienceMs }),
  });
  const store = wrap(writeHealth.watch(opened));
  const stop = () => void store.close();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
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
    return { settings, ledger, evidence, rulesets, intake, reader, writeHealth, close };
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** One thread per processor, except the one that retrieves and appends. */
function openReader(options: ReadingOptions): MailReader {
  const threads = availableParallelism() - 1;
  return threads > 0 ? new ReaderThreads(threads, options) : readerInThisThread(options);
}

interface OpenedEventStore {
  readonly store: EventStore;
  readonly writeHealth: WriteHealth;
}

async function openEventStore(
  settings: Settings,
  waiting: Pick<WriteSideOptions, 'onRetry' | 'signal' | 'patienceMs'>,
): Promise<OpenedEventStore> {
  const { dataDir, eventStore } = settings;
  switch (eventStore.kind) {
    case 'embedded': {
      assertEventFileKept(settings);
      const store = await openEmbeddedEventStore({ dataDir });
      return { store, writeHealth: new WriteHealth(() => store.tryWrite()) };
    }
    case 'eventstoredb': {
      // Validation has ensured that there is one.
      const url = eventStore.url ?? '';
      const store = await openEventStoreDb({ url, dataDir, ...waiting });
      return { store, writeHealth: new WriteHealth() };
    }
  }
}
