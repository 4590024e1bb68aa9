import { expect, it, onTestFinished, vi } from 'vitest';
import { EventStoreUnavailableError, openEmbeddedEventStore, type EventStore } from '../../src/event-store/index.js';
import { WriteHealth } from '../../src/service/write-health.js';
import { anEvent, collect } from '../contract/events.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const large = () => anEvent({ data: { text: 'x'.repeat(100_000) } });

it('says so from the first write that a full disk refuses until there is room, and writes nothing to find out', async () => {
  const opened = await openEmbeddedEventStore({ dataDir: temporaryDirectory(), maxPageCount: 200 });
  onTestFinished(() => opened.close());
  let nowMs = 0;
  const health = new WriteHealth(
    () => opened.tryWrite(),
    () => nowMs,
  );
  const store = health.watch(opened);
  for (let n = 0; health.failure() === null; n++) {
    await store.append(`evidence-${n}`, 'any', [large()]).catch(() => undefined);
  }
  expect(health.failure()).toContain('full');
  const look = async () => {
    nowMs += 10_000;
    const failure = health.failure();
    // Requests are served in order: this one comes after the try.
    await opened.setMaxAge('evidence-1', null);
    return failure;
  };
  for (let n = 0; n < 3; n++) expect(await look()).toContain('full');
  const before = await collect(store.readAll());
  await opened.tombstone('evidence-0');
  await vi.waitUntil(async () => (await look()) === null);
  expect(await collect(store.readAll())).toEqual(before.slice(1));
  await store.append('evidence-more', 'no-stream', [anEvent()]);
  expect(health.failure()).toBeNull();
});

it('is no failure when the store refuses one write for what it is', async () => {
  const opened = await openEmbeddedEventStore({ dataDir: temporaryDirectory() });
  onTestFinished(() => opened.close());
  const health = new WriteHealth(() => opened.tryWrite());
  const store = health.watch(opened);
  await store.append('mail-1', 'no-stream', [anEvent()]);
  await expect(store.append('mail-1', 'no-stream', [anEvent()])).rejects.toMatchObject({
    code: 'wrong-expected-revision',
  });
  expect(health.failure()).toBeNull();
});

it('of a store that nothing can be tried on ends half a minute after the last refusal', async () => {
  let nowMs = 0;
  const health = new WriteHealth(undefined, () => nowMs);
  const refusing = { append: () => Promise.reject(new EventStoreUnavailableError('gone')) } as unknown as EventStore;
  await expect(health.watch(refusing).append('mail-1', 'any', [anEvent()])).rejects.toThrow('gone');
  nowMs = 29_000;
  expect(health.failure()).toBe('gone');
  nowMs = 31_000;
  expect(health.failure()).toBeNull();
});
