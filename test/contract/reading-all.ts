import { expect, it } from 'vitest';
import type { EventFilter, EventStore } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';
import { anEvent, collect, idsOf, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function readingAll(current: CurrentStore): void {
  it('reads an empty log as nothing', async () => {
    const { store } = current();
    expect(await collect(store.readAll())).toEqual([]);
    expect(await collect(store.readAll({ direction: 'backwards' }))).toEqual([]);
  });

  it('reads the whole log in the order it was written, and backwards in the opposite one', async () => {
    const { store } = current();
    const events = someEvents(30);
    for (const [index, event] of events.entries()) await store.append(`mail-${index % 7}`, 'any', [event]);

    const forwards = await collect(store.readAll());

    expect(idsOf(forwards)).toEqual(idsOf(events));
    expect(idsOf(await collect(store.readAll({ direction: 'backwards' })))).toEqual(idsOf(events).reverse());
    expectAscending(store, forwards);
  });

  it('shows in the log what the streams show', async () => {
    const { store } = current();
    await Promise.all(someEvents(60).map((event, index) => store.append(`mail-${index % 5}`, 'any', [event])));
    const log = await collect(store.readAll());

    for (const stream of ['mail-0', 'mail-4']) {
      expect(log.filter((event) => event.stream === stream)).toEqual(await collect(store.readStream(stream)));
    }
  });

  it('reads forwards from a position, that one included, or backwards before it, up to a limit', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(4));
    await store.append('mail-2', 'no-stream', someEvents(4));
    const log = await collect(store.readAll());
    for (const [index, { position }] of log.entries()) {
      const rest = log.slice(index);
      const before = log.slice(0, index).reverse();
      expect(await collect(store.readAll({ from: position }))).toEqual(rest);
      expect(await collect(store.readAll({ from: position, limit: 2 }))).toEqual(rest.slice(0, 2));
      expect(await collect(store.readAll({ from: position, direction: 'backwards' }))).toEqual(before);
      expect(await collect(store.readAll({ from: position, direction: 'backwards', limit: 3 }))).toEqual(
        before.slice(0, 3),
      );
    }
    expect(await collect(store.readAll({ limit: 0 }))).toEqual([]);
  });

  it('compares positions by their place in the log', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(120));
    const positions = (await collect(store.readAll())).map((event) => event.position);

    expect(positions.toSorted((a, b) => store.compare(b, a)).reverse()).toEqual(positions);
    expect(positions.map((position) => store.compare(position, position))).toEqual(positions.map(() => 0));
  });

  it.each<[EventFilter, readonly string[]]>([
    [{ by: 'stream', prefixes: ['mail-'] }, ['mail-1/Received', 'mail-1/Bounced', 'mail-2/Received']],
    [{ by: 'stream', prefixes: ['mail-2', 'evidence-'] }, ['evidence-1/Stored', 'mail-2/Received']],
    [{ by: 'stream', prefixes: ['mailbox', 'Mail-'] }, []],
    [{ by: 'type', prefixes: ['Rec'] }, ['mail-1/Received', 'mail-2/Received']],
    [{ by: 'type', prefixes: ['Bounced', 'Stored'] }, ['evidence-1/Stored', 'mail-1/Bounced', 'odd%_-1/Bounced']],
    [{ by: 'type', prefixes: ['received', '%', '_', '*'] }, []],
    [{ by: 'stream', prefixes: ['odd%_'] }, ['odd%_-1/Bounced']],
  ])('reads with the filter %o what begins so, in either direction', async (filter, expected) => {
    const { store } = current();
    await store.append('evidence-1', 'no-stream', [anEvent({ type: 'Stored' })]);
    await store.append('mail-1', 'no-stream', [anEvent({ type: 'Received' }), anEvent({ type: 'Bounced' })]);
    await store.append('odd%_-1', 'no-stream', [anEvent({ type: 'Bounced' })]);
    await store.append('mail-2', 'no-stream', [anEvent({ type: 'Received' })]);
    const names = (events: readonly RecordedEvent[]) => events.map((event) => `${event.stream}/${event.type}`);

    expect(names(await collect(store.readAll({ filter })))).toEqual(expected);
    expect(names(await collect(store.readAll({ filter, direction: 'backwards' })))).toEqual(expected.toReversed());
    expect(names(await collect(store.readAll({ filter, limit: 1 })))).toEqual(expected.slice(0, 1));
  });

  it('finds the few that match among many that do not', async () => {
    const { store } = current();
    const few = someEvents(3, { type: 'Rare' });
    for (const event of few) {
      await store.append('rare-1', 'any', [event]);
      for (let batch = 0; batch < 3; batch += 1) await store.append('common-1', 'any', someEvents(1_000));
    }

    expect(idsOf(await collect(store.readAll({ filter: { by: 'type', prefixes: ['Rare'] } })))).toEqual(idsOf(few));
    const backwards = store.readAll({ filter: { by: 'stream', prefixes: ['rare-'] }, direction: 'backwards' });
    expect(idsOf(await collect(backwards))).toEqual(idsOf(few).reverse());
  });

  it('reads large events without losing one', async () => {
    const { store } = current();
    const events = someEvents(40, { data: { text: 'x'.repeat(200_000) } });
    await Promise.all(events.map((event, index) => store.append(`evidence-${index}`, 'no-stream', [event])));
    expect(idsOf(await collect(store.readAll()))).toEqual(idsOf(events));
  });
}

function expectAscending(store: EventStore, events: readonly RecordedEvent[]): void {
  for (const [index, event] of events.slice(1).entries()) {
    const previous = events[index];
    expect(previous && store.compare(previous.position, event.position)).toBeLessThan(0);
  }
}
