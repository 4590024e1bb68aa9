import { expect, it } from 'vitest';
import type { SubscriptionMessage } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';
import { anEvent, collect, eventsOf, follow, idsOf, isCaughtUp, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function subscribing(current: CurrentStore): void {
  it('delivers what is stored, then says that it has caught up', async () => {
    const { store } = current();
    const events = someEvents(700);
    await store.append('mail-1', 'no-stream', events);

    const messages = await follow(store.subscribeAll(), isCaughtUp);

    expect(idsOf(eventsOf(messages))).toEqual(idsOf(events));
    expect(messages.filter((message) => message.kind === 'events' && message.events.length === 0)).toEqual([]);
  });

  it('says that it has caught up with an empty log, and delivers what comes then', async () => {
    const { store } = current();
    const event = anEvent();

    const messages = await follow(store.subscribeAll(), (sofar) => {
      if (isCaughtUp(sofar)) void store.append('mail-1', 'no-stream', [event]);
      return eventsOf(sofar).length > 0;
    });

    expect(messages.filter((message) => message.kind === 'caughtUp')).toHaveLength(1);
    expect(idsOf(eventsOf(messages))).toEqual([event.id]);
  });

  it('catches up once where nothing matches', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(1_500));
    const last = anEvent({ type: 'Wanted' });

    const messages = await follow(store.subscribeAll({ filter: { by: 'type', prefixes: ['Wanted'] } }), (sofar) => {
      if (isCaughtUp(sofar)) void store.append('mail-2', 'no-stream', [last]);
      return eventsOf(sofar).length > 0;
    });

    expect(messages.filter((message) => message.kind === 'caughtUp')).toHaveLength(1);
    expect(idsOf(eventsOf(messages))).toEqual([last.id]);
  });

  it('goes from stored to live without gap or repeat while others write', async () => {
    const { store } = current();
    const total = 1_600;
    await store.append('mail-0', 'no-stream', someEvents(total / 2));
    const subscription = follow(store.subscribeAll(), (sofar) => eventsOf(sofar).length >= total);

    await Promise.all(
      [1, 2, 3, 4].map(async (writer) => {
        for (const event of someEvents(total / 8)) await store.append(`mail-${writer}`, 'any', [event]);
      }),
    );

    const messages = await subscription;
    expect(eventsOf(messages)).toEqual(await collect(store.readAll()));
    expect(messages.some((message) => message.kind === 'caughtUp')).toBe(true);
  });

  it('loses nothing for a reader slower than the writers', async () => {
    const { store } = current();
    const events = someEvents(300);
    const seen: RecordedEvent[] = [];

    for await (const message of store.subscribeAll()) {
      if (message.kind === 'events') seen.push(...message.events);
      if (seen.length === events.length) break;
      // While this reader holds its message, more is written than the last page had.
      for (const event of events.splice(0, 20)) {
        events.push(event);
        await store.append('mail-1', 'any', [event]);
      }
    }

    expect(idsOf(seen)).toEqual(idsOf(await collect(store.readAll())));
    expect(new Set(idsOf(seen)).size).toBe(300);
  });

  it('resumes after any position, that one excluded', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(6));
    await store.append('mail-2', 'no-stream', someEvents(6));
    const log = await collect(store.readAll());

    for (const [index, { position }] of log.entries()) {
      const messages = await follow(store.subscribeAll({ from: position }), isCaughtUp);
      expect(eventsOf(messages)).toEqual(log.slice(index + 1));
    }
  });

  it.each(['stream', 'type'] as const)('delivers by a filter on the %s, stored and live', async (by) => {
    const { store } = current();
    const wanted = someEvents(4, { type: 'mail-received' });
    const other = () => anEvent({ type: 'evidence-stored' });
    await store.append('evidence-1', 'any', [other()]);
    await store.append('mail-1', 'any', wanted.slice(0, 2));
    await store.append('evidence-2', 'any', [other()]);

    const messages = await follow(store.subscribeAll({ filter: { by, prefixes: ['mail-', 'bounce-'] } }), (sofar) => {
      if (isCaughtUp(sofar)) {
        void store.append('evidence-3', 'any', [other()]);
        void store.append('mail-1', 'any', wanted.slice(2));
      }
      return eventsOf(sofar).length === 4;
    });

    expect(idsOf(eventsOf(messages))).toEqual(idsOf(wanted));
  });

  it('tells how far it has examined where nothing matches, so that a reader can resume there', async () => {
    const { store } = current();
    const filter = { by: 'type', prefixes: ['Wanted'] } as const;
    for (let batch = 0; batch < 5; batch += 1) await store.append('mail-1', 'any', someEvents(1_000));
    const first = await follow(store.subscribeAll({ filter }), isCaughtUp);
    const checkpoints = positionsOf(first);
    expect(checkpoints.length).toBeGreaterThan(0);
    expect(checkpoints.toSorted((a, b) => store.compare(a, b))).toEqual(checkpoints);

    const wanted = anEvent({ type: 'Wanted' });
    await store.append('mail-2', 'no-stream', [wanted]);
    const from = checkpoints.at(-1);
    const resumed = await follow(
      store.subscribeAll({ filter, ...(from && { from }) }),
      (sofar) => eventsOf(sofar).length > 0,
    );

    expect(idsOf(eventsOf(resumed))).toEqual([wanted.id]);
  });

  it('serves several readers, each from where it stands', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(50));
    const log = await collect(store.readAll());
    const readers = [undefined, log[9], log[29]].map((after) =>
      follow(
        store.subscribeAll(after && { from: after.position }),
        (sofar) => eventsOf(sofar).at(-1)?.stream === 'mail-2',
      ),
    );
    await store.append('mail-2', 'no-stream', [anEvent()]);

    const delivered = await Promise.all(readers);

    expect(delivered.map((messages) => eventsOf(messages).length)).toEqual([51, 41, 21]);
  });

  it('ends when it is aborted while it waits', async () => {
    const { store } = current();
    const abort = new AbortController();
    const messages: SubscriptionMessage[] = [];
    for await (const message of store.subscribeAll({ signal: abort.signal })) {
      messages.push(message);
      setImmediate(() => {
        abort.abort();
      });
    }
    expect(messages).toEqual([{ kind: 'caughtUp' }]);
  });

  it('ends after the message in hand when it is aborted meanwhile', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(3_000));
    const abort = new AbortController();
    let delivered = 0;
    for await (const message of store.subscribeAll({ signal: abort.signal })) {
      delivered += 1;
      expect(message.kind).toBe('events');
      abort.abort();
    }
    expect(delivered).toBe(1);
  });

  it('delivers nothing when it was aborted before', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', [anEvent()]);
    expect(await collect(store.subscribeAll({ signal: AbortSignal.abort() }))).toEqual([]);
  });
}

function positionsOf(messages: readonly SubscriptionMessage[]) {
  return messages.flatMap((message) => (message.kind === 'checkpoint' ? [message.position] : []));
}
