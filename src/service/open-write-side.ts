import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/index.js';
import { openEmbeddedEventStore, openEventStoreDb, type EventStore } from '../event-store/index.js';
import { Evidence } from '../evidence/index.js';
import { Intake, newEvent, openLedger, readOrMakeSecret, type Ledger } from '../ledger/index.js';
import { RulesetRegistry } from '../reclassification/index.js';

/** What takes mail in: an open event store, the ledger in it, and the one way into it. */
export interface WriteSide {
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly rulesets: RulesetRegistry;
  readonly intake: Intake;
}

export interface WriteSideOptions {
  /** Told when an event store on the network does not answer and is tried again. */
  readonly onRetry?: (error: Error, pauseMs: number) => void;
  /** Stands between the ledger and its store: fault tests watch and stop appends there. */
  readonly wrap?: (store: EventStore) => EventStore;
}

const DAY_SECONDS = 86_400;

/**
 * Opens the ledger of a configuration, and makes it at the first start. The caller closes `ledger.store`.
 * @throws DataDirectoryInUseError, EventStoreUnavailableError, SecretFileError, WrongLedgerSecretError, InvalidRulesetError
 */
export async function openWriteSide(
  settings: Settings,
  { onRetry = () => undefined, wrap = (store) => store }: WriteSideOptions = {},
): Promise<WriteSide> {
  const { dataDir, correlation, retention } = settings;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const store = wrap(await openEventStore(settings, onRetry));
  try {
    const secret = readOrMakeSecret(settings.ledger.secretFile ?? join(dataDir, 'ledger.secret'));
    const ledger = await openLedger(store, { secret, clock: () => new Date(), ids: randomUUID });
    const rulesets = await RulesetRegistry.open(ledger);
    const evidence = new Evidence({
      store,
      toEvent: (chunk) => newEvent('EvidenceStored', chunk, ledger),
      maxAgeSeconds: retention.evidenceDays === undefined ? null : retention.evidenceDays * DAY_SECONDS,
    });
    const intake = new Intake({
      ledger,
      evidence,
      classifier: () => rulesets.current,
      interpretation: { correlationHeaders: correlation.headers },
    });
    return { settings, ledger, evidence, rulesets, intake };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openEventStore(
  { dataDir, eventStore }: Settings,
  onRetry: (error: Error, pauseMs: number) => void,
): Promise<EventStore> {
  switch (eventStore.kind) {
    case 'embedded':
      return openEmbeddedEventStore({ dataDir });
    case 'eventstoredb':
      // Validation has seen to it that there is one.
      return openEventStoreDb({ url: eventStore.url ?? '', onRetry });
  }
}
