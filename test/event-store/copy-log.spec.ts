import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbeddedEventStore, openEventStoreDb, type EventStore } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';
import { copyLog } from '../../src/event-store/transfer/index.js';
import { anEvent, collect, someEvents } from '../contract/events.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

interface Place {
  readonly store: EventStore;
  readonly appendsAtATime: number;
}

async function embedded(): Promise<Place> {
  const store = await openEmbeddedEventStore({ dataDir: join(temporaryDirectory(), 'data') });
  onTestFinished(() => store.close());
  return { store, appendsAtATime: 64 };
}

async function eventStoreDb(): Promise<Place> {
  const server = await EventStoreDbStandIn.start();
  const store = await openEventStoreDb({ url: server.url });
  onTestFinished(async () => {
    await store.close();
    server.kill();
  });
  return { store, appendsAtATime: 1 };
}

const DIRECTIONS = [
  ['embedded to EventStoreDB', embedded, eventStoreDb],
  ['EventStoreDB to embedded', eventStoreDb, embedded],
  ['embedded to embedded', embedded, embedded],
] as const;

const clock = () => new Date();

/** Streams that grow by turns, as a ledger's do, and odd content. */
async function fill(store: EventStore, mails = 40): Promise<void> {
  await store.append('ledger', 'no-stream', [anEvent({ type: 'LedgerCreated' })]);
  for (let n = 0; n < mails; n++) {
    await store.append(`evidence-${n}`, 'no-stream', [anEvent({ data: { text: `\u0000 \ud800 😀 ${n}` } })]);
    await store.append(`mail-${n}`, 'no-stream', someEvents(3, { metadata: { schemaVersion: 2, actor: 'ä' } }));
    await store.append('campaign-1', 'any', someEvents(2));
  }
}

async function logOf({ store }: Place): Promise<object[]> {
  return (await collect(store.readAll())).map(({ id, type, data, metadata, stream, revision }: RecordedEvent) => ({
    ...{ id, type, data, metadata, stream, revision },
  }));
}

describe.each(DIRECTIONS)('copying a log from %s', (_, openSource, openTarget) => {
  it('makes the same streams, events, ids, metadata and order', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store);
    const log = await logOf(source);
    expect(await copyLog(source.store, target, { clock })).toEqual({
      ...{ found: 0, copied: log.length, retired: 0, completed: true },
    });
    expect(await logOf(target)).toEqual(log);
  });

  it('run again only compares, and appends what came since', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store);
    const { copied } = await copyLog(source.store, target, { clock });
    await source.store.append('mail-new', 'no-stream', someEvents(2));
    expect(await copyLog(source.store, target, { clock })).toMatchObject({ found: copied, copied: 2 });
    expect(await copyLog(source.store, target, { clock })).toMatchObject({ found: copied + 2, copied: 0 });
    expect(await logOf(target)).toEqual(await logOf(source));
  });

  it('interrupted, ends what is under way, says so, and goes on at the next run', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store);
    const abort = new AbortController();
    const onProgress = () => {
      abort.abort();
    };
    const first = await copyLog(source.store, target, { clock, signal: abort.signal, onProgress });
    expect(first.completed).toBe(false);
    const log = await logOf(source);
    expect(await logOf(target)).toEqual(log.slice(0, first.copied));
    expect(first.copied).toBeLessThan(log.length);
    expect(await copyLog(source.store, target, { clock })).toMatchObject({ found: first.copied, completed: true });
    expect(await logOf(target)).toEqual(log);
  });

  it('carries over ages and tombstones, and nothing of what they ended', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await source.store.append('recipient-1', 'no-stream', someEvents(2));
    await source.store.tombstone('recipient-1');
    await source.store.setMaxAge('evidence-1', 3_600);
    await source.store.append('evidence-1', 'no-stream', someEvents(2));
    await source.store.setMaxAge('evidence-2', 1);
    await source.store.append('evidence-2', 'no-stream', someEvents(2));
    await source.store.append('mail-1', 'no-stream', someEvents(2));
    await expect.poll(() => collect(source.store.readStream('evidence-2')), { timeout: 20_000 }).toEqual([]);

    expect(await copyLog(source.store, target, { clock })).toMatchObject({ copied: 4, retired: 3 });
    expect((await collect(target.store.readAll())).map(({ stream }) => stream)).toEqual([
      ...['evidence-1', 'evidence-1', 'mail-1', 'mail-1'],
    ]);
    expect(Object.fromEntries(await target.store.retirements())).toEqual({
      ...{ 'recipient-1': 'tombstoned', 'evidence-1': 3_600, 'evidence-2': 1 },
    });
    await expect(target.store.append('recipient-1', 'any', [anEvent()])).rejects.toMatchObject({
      code: 'stream-deleted',
    });
  });

  it('takes a stream that was deleted since, out of the copy too', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store, 3);
    await copyLog(source.store, target, { clock });
    await source.store.tombstone('mail-1');
    await copyLog(source.store, target, { clock });
    expect(await collect(target.store.readStream('mail-1'))).toEqual([]);
    expect(await copyLog(source.store, target, { clock })).toMatchObject({ copied: 0, completed: true });
  });

  it('refuses a target that holds anything else, and leaves it as it is', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store, 2);
    await target.store.append('ledger', 'no-stream', [anEvent({ type: 'LedgerCreated' })]);
    const before = await logOf(target);
    await expect(copyLog(source.store, target, { clock })).rejects.toMatchObject({ code: 'copy-diverged' });
    expect(await logOf(target)).toEqual(before);
  });

  it('refuses a target that was written to after the copy', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await fill(source.store, 2);
    await copyLog(source.store, target, { clock });
    await target.store.append('mail-other', 'no-stream', [anEvent()]);
    await expect(copyLog(source.store, target, { clock })).rejects.toThrow(/revision 0 of mail-other\) where/);
  });
});
