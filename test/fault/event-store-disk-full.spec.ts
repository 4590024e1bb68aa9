import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventStoreUnavailableError, openEmbeddedEventStore, type EventStore } from '../../src/event-store/index.js';
import type { UnsavedEvent } from '../../src/events/index.js';
import { anEvent, collect, eventsOf, follow, idsOf, idsOfStream, isCaughtUp } from '../contract/events.js';

const PAGES = 200;

describe('a full disk under the embedded event store', () => {
  let dataDir: string;
  let store: EventStore;
  let acknowledged: UnsavedEvent[];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'event-store-full-'));
    store = await openEmbeddedEventStore({ dataDir, maxPageCount: PAGES });
    acknowledged = [];
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  it('is reported by the append, and reads go on', async () => {
    await expect(fill()).rejects.toBeInstanceOf(EventStoreUnavailableError);

    expect(acknowledged.length).toBeGreaterThan(0);
    expect(idsOf(await collect(store.readAll()))).toEqual(idsOf(acknowledged));
    expect(idsOf(eventsOf(await follow(store.subscribeAll(), isCaughtUp)))).toEqual(idsOf(acknowledged));
    await expect(store.append('evidence-more', 'any', [large()])).rejects.toBeInstanceOf(EventStoreUnavailableError);
  });

  it('is over when something is erased', async () => {
    await expect(fill()).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await store.tombstone('evidence-0');

    const event = large();
    await store.append('evidence-more', 'no-stream', [event]);

    expect(idsOf(await collect(store.readAll()))).toEqual(idsOf([...acknowledged.slice(1), event]));
  });

  it('is over when there is more room: the failed append is tried again with the same ids, and is stored once', async () => {
    const failed = large();
    await expect(fill(failed)).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await store.close();

    store = await openEmbeddedEventStore({ dataDir });
    await store.append('evidence-failed', 'no-stream', [failed]);
    await store.append('evidence-failed', 'no-stream', [failed]);

    expect(idsOf(await collect(store.readAll()))).toEqual(idsOf([...acknowledged, failed]));
  });

  it('fails everything that shared its commit, and tells nobody "already there" of what was not kept', async () => {
    const first = anEvent();
    const results = await Promise.allSettled([
      store.append('mail-1', 'no-stream', [first]),
      // Alone these two would be a wrong revision and a repetition, but what they rest on is rolled back.
      store.append('mail-1', 'no-stream', [anEvent()]),
      store.append('mail-1', 'no-stream', [first]),
      ...[1, 2, 3, 4].map((index) => store.append(`evidence-${index}`, 'no-stream', [large()])),
    ]);

    for (const result of results) {
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(EventStoreUnavailableError);
    }
    expect(await store.head()).toBeNull();
    await store.append('mail-1', 'no-stream', [first]);
    expect(await idsOfStream(store, 'mail-1')).toEqual([first.id]);
  });

  /** Appends until the store refuses. */
  async function fill(last = large()): Promise<never> {
    for (let index = 0; ; index += 1) {
      const event = large();
      try {
        await store.append(`evidence-${index}`, 'no-stream', [event]);
      } catch (error) {
        await expect(store.append('evidence-failed', 'no-stream', [last])).rejects.toBeInstanceOf(
          EventStoreUnavailableError,
        );
        throw error;
      }
      acknowledged.push(event);
    }
  }
});

function large(): UnsavedEvent {
  return anEvent({ data: { text: 'x'.repeat(PAGES * 1_024) } });
}
