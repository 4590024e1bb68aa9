import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  EventStoreUnavailableError,
  openEmbeddedEventStore,
  openEventStoreDb,
  type EventStore,
} from '../../src/event-store/index.js';
import {
  encodeChunk,
  Evidence,
  EvidenceDamagedError,
  rawDigestOf,
  type EvidenceOptions,
} from '../../src/ledger/evidence/index.js';
import { newEvent, streams } from '../../src/events/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { eventsOf, NOW, temporaryDirectory, temporaryLedger } from '../support/temporary-ledger.js';

const CHUNK = 512 * 1024;

async function keep(evidence: Evidence, bytes: Buffer): Promise<void> {
  await evidence.store(bytes, await encodeChunk(rawDigestOf(bytes), bytes, 0));
}

describe('evidence', () => {
  it.each([
    ['an empty mail', Buffer.alloc(0), 1],
    ['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 1],
    ['exactly one chunk', randomBytes(CHUNK), 1],
    ['one byte more than a chunk', randomBytes(CHUNK + 1), 2],
    ['30 MB that do not compress', randomBytes(30_000_000), 58],
  ])('gives back %s byte for byte', async (_, bytes, chunks) => {
    const { evidence, ledger } = await temporaryLedger();
    const digest = rawDigestOf(bytes);
    await keep(evidence, bytes);
    expect((await evidence.read(digest))?.equals(bytes)).toBe(true);
    expect(await eventsOf(ledger.store, streams.evidence(digest))).toHaveLength(chunks);
  });

  it('is stored once however often it is given', async () => {
    const { evidence, ledger } = await temporaryLedger();
    const bytes = randomBytes(CHUNK * 2);
    const digest = rawDigestOf(bytes);
    await Promise.all([keep(evidence, bytes), keep(evidence, bytes)]);
    await keep(evidence, bytes);
    expect(await eventsOf(ledger.store, streams.evidence(digest))).toHaveLength(2);
  });

  it('goes on where an earlier attempt was interrupted', async () => {
    const bytes = randomBytes(CHUNK * 3);
    const digest = rawDigestOf(bytes);
    let appendsLeft = 2;
    const { evidence, ledger } = await temporaryLedger((store) =>
      withAppend(store, (append, stream, expected, events) => {
        if (stream.startsWith('evidence-') && appendsLeft-- === 0) {
          return Promise.reject(new EventStoreUnavailableError('cut off'));
        }
        return append(stream, expected, events);
      }),
    );
    await expect(keep(evidence, bytes)).rejects.toThrow('cut off');
    expect(await evidence.read(digest)).toBeNull();
    await keep(evidence, bytes);
    expect((await evidence.read(digest))?.equals(bytes)).toBe(true);
    expect(await eventsOf(ledger.store, streams.evidence(digest))).toHaveLength(3);
  });

  it('that has expired is stored again, whole', async () => {
    const bytes = randomBytes(CHUNK * 2);
    const digest = rawDigestOf(bytes);
    let now = NOW;
    const store = await openEmbeddedEventStore({ dataDir: temporaryDirectory(), clock: () => now });
    onTestFinished(() => store.close());
    const toEvent: EvidenceOptions['toEvent'] = (chunk) =>
      newEvent('EvidenceStored', chunk, { clock: () => now, ids: randomUUID });
    const evidence = new Evidence({ store, toEvent, maxAgeSeconds: 60 });
    await keep(evidence, bytes);
    now = new Date(NOW.getTime() + 61_000);
    expect(await evidence.read(digest)).toBeNull();
    await keep(evidence, bytes);
    expect((await evidence.read(digest))?.equals(bytes)).toBe(true);
  });

  it.each(['embedded', 'eventstoredb'] as const)('that has expired or was erased is no error (%s)', async (kind) => {
    const { store, expire } = await aged(kind);
    const toEvent: EvidenceOptions['toEvent'] = (chunk) =>
      newEvent('EvidenceStored', chunk, { clock: () => NOW, ids: randomUUID });
    const evidence = new Evidence({ store, toEvent, maxAgeSeconds: 1 });
    const bytes = randomBytes(CHUNK + 1);
    const digest = rawDigestOf(bytes);
    await keep(evidence, bytes);
    await expire(() => evidence.read(digest));

    await keep(evidence, bytes);
    expect((await eventsOf(store, streams.evidence(digest))).map(({ revision }) => revision)).toEqual([2, 3]);

    await store.tombstone(streams.evidence(digest));
    await keep(evidence, bytes);
    expect(await evidence.read(digest)).toBeNull();
  });

  it('that was erased stays erased, and is no error', async () => {
    const { evidence, ledger } = await temporaryLedger();
    const digest = rawDigestOf(Buffer.from('x'));
    await keep(evidence, Buffer.from('x'));
    await ledger.store.tombstone(streams.evidence(digest));
    await keep(evidence, Buffer.from('x'));
    expect(await evidence.read(digest)).toBeNull();
  });

  it('whose stored bytes are damaged says so', async () => {
    const { evidence, ledger } = await temporaryLedger();
    const rawDigest = rawDigestOf(Buffer.from('x'));
    const chunk = { rawDigest, chunk: 0, chunks: 1, size: 1, sha256: '0'.repeat(64), content: 'c2gA' };
    await ledger.store.append(streams.evidence(rawDigest), 'no-stream', [newEvent('EvidenceStored', chunk, ledger)]);
    await expect(evidence.read(rawDigest)).rejects.toBeInstanceOf(EvidenceDamagedError);
  });
});

/** A store in which an age of a second passes. */
async function aged(kind: 'embedded' | 'eventstoredb') {
  if (kind === 'embedded') {
    let now = NOW;
    const store = await openEmbeddedEventStore({ dataDir: temporaryDirectory(), clock: () => now });
    onTestFinished(() => store.close());
    const expire = () => {
      now = new Date(now.getTime() + 2_000);
    };
    return { store, expire };
  }
  const server = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    server.kill();
  });
  const store = await openEventStoreDb({ url: server.url });
  onTestFinished(() => store.close());
  const expire = async (read: () => Promise<unknown>) => {
    await expect.poll(read, { timeout: 10_000 }).toBeNull();
  };
  return { store, expire };
}

/** The store with another way to append. */
function withAppend(
  store: EventStore,
  append: (
    original: EventStore['append'],
    ...parameters: Parameters<EventStore['append']>
  ) => ReturnType<EventStore['append']>,
): EventStore {
  const original = store.append.bind(store);
  return Object.assign(store, {
    append: (...parameters: Parameters<EventStore['append']>) => append(original, ...parameters),
  });
}
