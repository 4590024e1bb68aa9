import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedEventStore, WrongExpectedRevisionError, type EventStore } from '../../src/event-store/index.js';
import { anEvent, collect, eventsOf, follow, idsOf, idsOfStream, isCaughtUp, someEvents } from '../contract/events.js';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the age of a stream in the embedded event store', () => {
  let dataDir: string;
  let store: EventStore;
  let now: Date;

  const open = () => openEmbeddedEventStore({ dataDir, clock: () => now });
  const later = (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
  };

  beforeEach(async () => {
    now = new Date('2026-01-31T12:00:00Z');
    dataDir = await mkdtemp(join(tmpdir(), 'event-expiry-'));
    store = await open();
    await store.setMaxAge('evidence-1', (2 * DAY_MS) / 1000);
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  it('hides each event when its own time has come, wherever it is read', async () => {
    const [first, second, other] = [anEvent(), anEvent(), anEvent()];
    await store.append('evidence-1', 'no-stream', [first]);
    later(1);
    await store.append('evidence-1', 0, [second]);
    await store.append('mail-1', 'no-stream', [other]);
    expect(await idsOfStream(store, 'evidence-1')).toEqual(idsOf([first, second]));
    later(1);

    expect(await idsOfStream(store, 'evidence-1')).toEqual([second.id]);
    expect(idsOf(await collect(store.readAll()))).toEqual(idsOf([second, other]));
    expect(idsOf(eventsOf(await follow(store.subscribeAll(), isCaughtUp)))).toEqual(idsOf([second, other]));
    await expect(store.append('evidence-1', 'no-stream', [anEvent()])).rejects.toMatchObject({ actualRevision: 1 });
  });

  it('goes on after the last revision of a wholly expired stream', async () => {
    await store.append('evidence-1', 'no-stream', someEvents(2));
    later(3);
    for (const expected of ['no-stream', 5] as const) {
      const refused = store.append('evidence-1', expected, [anEvent()]);
      await expect(refused).rejects.toMatchObject({ actualRevision: 1 });
    }

    const events = someEvents(2);
    const again = await store.append('evidence-1', 1, events);

    expect(again.revision).toBe(3);
    expect(await idsOfStream(store, 'evidence-1')).toEqual(idsOf(events));
    expect(await store.append('evidence-1', 1, events)).toEqual(again);
    const other = store.append('evidence-1', 'no-stream', [anEvent()]);
    await expect(other).rejects.toBeInstanceOf(WrongExpectedRevisionError);
  });

  it('refuses no-stream before and after the millisecond in which the last event is hidden', async () => {
    await store.append('evidence-1', 'no-stream', [anEvent()]);
    now = new Date(now.getTime() + 2 * DAY_MS - 1);
    expect(await idsOfStream(store, 'evidence-1')).toHaveLength(1);
    await expect(store.append('evidence-1', 'no-stream', [anEvent()])).rejects.toMatchObject({ actualRevision: 0 });
    now = new Date(now.getTime() + 1);
    expect(await idsOfStream(store, 'evidence-1')).toEqual([]);
    await expect(store.append('evidence-1', 'no-stream', [anEvent()])).rejects.toMatchObject({ actualRevision: 0 });
    expect((await store.append('evidence-1', 0, [anEvent()])).revision).toBe(1);
  });

  it('erases what has expired from the file when the store is opened', async () => {
    const secret = 'evidence that was to be kept two days';
    const kept = anEvent();
    for (let stream = 1; stream <= 150; stream += 1) await store.setMaxAge(`evidence-${stream}`, (2 * DAY_MS) / 1000);
    await store.append('evidence-1', 'no-stream', someEvents(3, { data: { secret } }));
    await store.append('evidence-150', 'no-stream', someEvents(3, { data: { secret } }));
    later(3);
    await store.append('evidence-2', 'no-stream', [kept]);
    await store.close();

    store = await open();
    await expect.poll(() => eventsInFile(dataDir)).toBe(1);
    await store.close();

    expect((await readFile(join(dataDir, 'events.sqlite'))).includes(secret)).toBe(false);
    store = await open();
    expect(idsOf(await collect(store.readAll()))).toEqual([kept.id]);
    expect((await store.append('evidence-1', 2, [anEvent()])).revision).toBe(3);
  });
});

function eventsInFile(dataDir: string): number {
  using database = new DatabaseSync(join(dataDir, 'events.sqlite'), { readOnly: true });
  return Number(database.prepare('SELECT count(*) AS events FROM events').get()?.['events']);
}
