import { WrongExpectedRevisionError, type EventStore } from '../event-store/index.js';
import {
  type Clock,
  eventOfType,
  type Ids,
  type LedgerEventOf,
  newEvent,
  type RecordedEvent,
  streams,
} from '../events/index.js';
import { NORMALISER_VERSION } from './identity/normalise-address.js';
import { LedgerKeys } from './keys.js';

/** An open ledger: where its events are, who it is, and the keyed digests under its secret. */
export interface Ledger {
  readonly ledgerId: string;
  /** Tells this log from a copy of it in another event store, in which every position is another. */
  readonly logId: string;
  readonly keys: LedgerKeys;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The secret given is not the one that the ledger was created with: every recipient key would be another. */
export class WrongLedgerSecretError extends Error {
  readonly code = 'wrong-ledger-secret';
  constructor() {
    super(
      'the ledger was created with another secret: recipient keys would not match; give the secret file that belongs to it',
    );
    this.name = 'WrongLedgerSecretError';
  }
}

export interface OpenLedgerOptions {
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called before a ledger is created where there is none; what it throws prevents that. */
  readonly beforeCreating?: () => void;
}

/**
 * Opens the ledger in an event store, and creates it where there is none. Two processes that open an empty store at
 * once agree on one ledger.
 * @throws WrongLedgerSecretError
 */
export async function openLedger(
  store: EventStore,
  { secret, clock, ids, beforeCreating = () => undefined }: OpenLedgerOptions,
): Promise<Ledger> {
  const keys = new LedgerKeys(secret);
  let recorded = await readCreated(store);
  if (recorded === null) {
    beforeCreating();
    recorded = await create(store, keys, clock, ids);
  }
  const { data, position, storedAt } = recorded;
  if (data.secretFingerprint !== keys.fingerprint()) throw new WrongLedgerSecretError();
  return { ledgerId: data.ledgerId, logId: `${position} ${storedAt}`, keys, store, clock, ids };
}

type Created = LedgerEventOf<'LedgerCreated'>['data'];

interface RecordedCreated extends Pick<RecordedEvent, 'position' | 'storedAt'> {
  readonly data: Created;
}

async function readCreated(store: EventStore): Promise<RecordedCreated | null> {
  for await (const event of store.readStream(streams.ledger, { limit: 1 })) return eventOfType(event, 'LedgerCreated');
  return null;
}

async function create(store: EventStore, keys: LedgerKeys, clock: Clock, ids: Ids): Promise<RecordedCreated> {
  const created: Created = {
    ledgerId: ids(),
    secretFingerprint: keys.fingerprint(),
    normaliserVersion: NORMALISER_VERSION,
  };
  let raced: WrongExpectedRevisionError | undefined;
  try {
    await store.append(streams.ledger, 'no-stream', [newEvent('LedgerCreated', created, { clock, ids })]);
  } catch (error) {
    if (!(error instanceof WrongExpectedRevisionError)) throw error;
    raced = error;
  }
  const recorded = await readCreated(store);
  if (recorded === null) throw raced ?? new Error('the ledger was created, and cannot be read');
  return recorded;
}
