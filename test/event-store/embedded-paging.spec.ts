import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedEventStore, type EventStore } from '../../src/event-store/index.js';
import { anEvent, collect, eventsOf, follow, isCaughtUp, someEvents } from '../contract/events.js';

describe('a long read of the embedded event store', () => {
  let dataDir: string;
  let store: EventStore;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'event-paging-'));
    store = await openEmbeddedEventStore({ dataDir });
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  it('delivers large events a few at a time, and small ones by the hundred', async () => {
    for (let index = 0; index < 30; index += 1) {
      await store.append(`evidence-${index}`, 'no-stream', [anEvent({ data: { text: 'x'.repeat(300_000) } })]);
    }
    await store.append('mail-1', 'no-stream', someEvents(1_000));

    const messages = await follow(store.subscribeAll(), isCaughtUp);

    const sizes = messages.flatMap((message) => (message.kind === 'events' ? [message.events.length] : []));
    expect(eventsOf(messages)).toHaveLength(1_030);
    expect(Math.max(...sizes.slice(0, 7))).toBeLessThanOrEqual(4);
    expect(Math.max(...sizes)).toBeGreaterThan(100);
  });

  it('says now and then how far it is where nothing matches', async () => {
    for (let batch = 0; batch < 10; batch += 1) await store.append('mail-1', 'any', someEvents(1_000));
    const messages = await follow(store.subscribeAll({ filter: { by: 'type', prefixes: ['Other'] } }), isCaughtUp);

    const checkpoints = messages.flatMap((message) => (message.kind === 'checkpoint' ? [message.position] : []));
    expect(checkpoints.length).toBeGreaterThan(1);
    expect(checkpoints.at(-1)).toBe(await store.head());
  });

  it('tells a live reader at once that what was appended does not concern it', async () => {
    const { position } = await store.append('mail-1', 'no-stream', [anEvent()]);
    const subscription = store.subscribeAll({ from: position, filter: { by: 'type', prefixes: ['Other'] } });

    const messages = await follow(subscription, (sofar) => {
      if (isCaughtUp(sofar)) void store.append('mail-1', 'any', [anEvent()]);
      return sofar.at(-1)?.kind === 'checkpoint';
    });

    expect(messages).toEqual([{ kind: 'caughtUp' }, { kind: 'checkpoint', position: await store.head() }]);
  });

  it('delivers what matches once and in order, however far behind it begins', async () => {
    const { position: from } = await store.append('mail-0', 'any', someEvents(700));
    for (let batch = 0; batch < 25; batch += 1) {
      await store.append(`mail-${batch}`, 'any', someEvents(900));
      await store.append(`evidence-${batch}`, 'any', someEvents(100));
    }
    const filter = { by: 'stream', prefixes: ['mail-'] } as const;

    const messages = await follow(store.subscribeAll({ filter, from }), isCaughtUp);

    const expected = await collect(store.readAll({ filter }));
    expect(eventsOf(messages)).toEqual(expected.filter(({ position }) => store.compare(position, from) > 0));
    expect(messages.at(-2)).toEqual({ kind: 'checkpoint', position: await store.head() });
  });

  it('ends without an error when the store is closed while it is far behind', async () => {
    for (let batch = 0; batch < 25; batch += 1) await store.append('mail-1', 'any', someEvents(1_000));
    let delivered = 0;
    for await (const message of store.subscribeAll()) {
      delivered += message.kind === 'events' ? message.events.length : 0;
      await store.close();
    }
    expect(delivered).toBeLessThan(25_000);
  });

  it('lets appends through while it goes on', async () => {
    await store.append('mail-1', 'no-stream', someEvents(5_000));
    const finished: string[] = [];

    await Promise.all([
      collect(store.readAll()).then(() => finished.push('whole log')),
      collect(store.readStream('mail-1')).then(() => finished.push('stream')),
      store.append('mail-2', 'no-stream', [anEvent()]).then(() => finished.push('append')),
    ]);

    expect(finished[0]).toBe('append');
  });
});
