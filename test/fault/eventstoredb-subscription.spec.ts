import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventStoreUnavailableError, openEventStoreDb, type EventStore } from '../../src/event-store/index.js';
import type { GlobalPosition } from '../../src/events/index.js';
import { anEvent, collect, eventsOf, follow, idsOf, isCaughtUp, someEvents } from '../contract/events.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';

describe('following an EventStoreDB that fails', () => {
  let server: EventStoreDbStandIn;
  let store: EventStore;

  beforeEach(async () => {
    server = await EventStoreDbStandIn.start();
    store = await openEventStoreDb({ url: server.url });
  });
  afterEach(async () => {
    await store.close();
    server.kill();
  });

  it.each([
    [
      'is killed and comes back',
      () => {
        server.kill();
        return server.listen();
      },
    ],
  ])('throws when the server %s, and resumes from where it stood without gap or repeat', async (_, interrupt) => {
    const events = someEvents(900);
    await store.append('mail-1', 'no-stream', events.slice(0, 600));
    const seen: string[] = [];
    let position: GlobalPosition | undefined;
    let isLive = false;
    const readUntilBroken = async () => {
      for await (const message of store.subscribeAll(position && { from: position })) {
        if (message.kind === 'events') {
          seen.push(...idsOf(message.events));
          position = message.events.at(-1)?.position;
        }
        isLive ||= message.kind === 'caughtUp';
      }
    };
    const broken = expect(readUntilBroken()).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await expect.poll(() => isLive).toBe(true);
    await interrupt();
    await broken;
    await store.append('mail-2', 'no-stream', events.slice(600));

    const rest = await follow(store.subscribeAll(position && { from: position }), isCaughtUp);

    expect([...seen, ...idsOf(eventsOf(rest))]).toEqual(idsOf(events));
  });

  it('goes on without an error when the server drops it for being slow', async () => {
    const events = someEvents(600);
    await store.append('mail-1', 'no-stream', events.slice(0, 200));
    let drops = 0;

    const messages = await follow(store.subscribeAll(), (sofar) => {
      const seen = eventsOf(sofar).length;
      if (isCaughtUp(sofar) && drops < 2 && seen === 200 * (drops + 1)) {
        drops += 1;
        server.dropSubscriptions();
        void store.append('mail-1', 'any', events.slice(seen, seen + 200));
      }
      return seen === 600;
    });

    expect(drops).toBe(2);
    expect(idsOf(eventsOf(messages))).toEqual(idsOf(events));
  });

  it.each([
    ['reads ahead of', 16 * 1024 * 1024],
    ['reads again what did not fit for', 20_000],
  ])('%s a reader that is slower than live writers, without an error', async (_, maxBufferBytes) => {
    const writer = await openEventStoreDb({ url: server.url });
    const reader = await openEventStoreDb({ url: server.url, maxBufferBytes });
    const events = someEvents(400, { data: { text: 'x'.repeat(2_000) } });
    const seen: string[] = [];
    let writing = false;
    for await (const message of reader.subscribeAll()) {
      if (message.kind === 'caughtUp' && !writing) {
        writing = true;
        await writer.append('mail-1', 'any', [anEvent()]);
      }
      if (message.kind !== 'events') continue;
      seen.push(...idsOf(message.events));
      if (seen.length === 401) break;
      // While this reader holds the first message, much more is written than a node keeps for it.
      if (seen.length === 1) for (const event of events) await writer.append('mail-1', 'any', [event]);
    }
    await Promise.all([writer.close(), reader.close()]);

    expect(seen.slice(1)).toEqual(idsOf(events));
  });

  it('resumes from a checkpoint where nothing matched', async () => {
    const filter = { by: 'type', prefixes: ['Wanted'] } as const;
    for (let batch = 0; batch < 3; batch += 1) await store.append('mail-1', 'any', someEvents(1_000));
    const before = await follow(store.subscribeAll({ filter }), isCaughtUp);
    const from = before.flatMap((message) => (message.kind === 'checkpoint' ? [message.position] : [])).at(-1);
    server.kill();
    await server.listen();
    const wanted = anEvent({ type: 'Wanted' });
    await store.append('mail-2', 'no-stream', [wanted]);

    expect(from).toBeDefined();
    const after = await follow(store.subscribeAll({ filter, ...(from && { from }) }), isCaughtUp);

    expect(idsOf(eventsOf(after))).toEqual([wanted.id]);
  });

  it('does not pass off half of a read as the whole when the server is killed meanwhile', async () => {
    await store.append('evidence-1', 'no-stream', [anEvent({ data: { text: 'x'.repeat(500_000) } })]);
    for (let batch = 0; batch < 20; batch += 1) {
      await store.append('evidence-1', 'any', [anEvent({ data: { text: 'x'.repeat(500_000) } })]);
    }
    const interrupted = async () => {
      for await (const event of store.readStream('evidence-1')) {
        if (event.revision === 0) server.kill();
      }
    };
    await expect(interrupted()).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await server.listen();
  });

  it('shows the events of a tombstoned stream in the log only, and no event of the server itself anywhere', async () => {
    const event = anEvent();
    await store.setMaxAge('mail-1', 3_600);
    await store.append('mail-1', 'no-stream', [event]);
    await store.tombstone('mail-1');

    expect(await collect(store.readStream('mail-1'))).toEqual([]);
    expect(idsOf(await collect(store.readAll()))).toEqual([event.id]);
    expect(idsOf(eventsOf(await follow(store.subscribeAll(), isCaughtUp)))).toEqual([event.id]);
    expect(server.log.all.map(({ type }) => type)).toEqual(['$metadata', 'Happened', '$streamDeleted']);
  });
});
