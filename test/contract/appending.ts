import { expect, it } from 'vitest';
import { StreamDeletedError, WrongExpectedRevisionError } from '../../src/event-store/index.js';
import type { JsonText, UnsavedEvent } from '../../src/events/index.js';
import { anEvent, collect, idsOf, idsOfStream, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function appending(current: CurrentStore): void {
  it('answers the revision and the position of the last event', async () => {
    const { store } = current();
    const result = await store.append('mail-1', 'no-stream', someEvents(3));

    expect(result.revision).toBe(2);
    expect(result.position).toBe(await store.head());
    expect((await store.append('mail-1', 2, [anEvent()])).revision).toBe(3);
  });

  it('keeps data that was serialised elsewhere as if it had been an object', async () => {
    const { store } = current();
    const { data, ...event } = anEvent({ data: { text: 'é \ud800 "', nested: { n: 1 } } });
    await store.append('mail-1', 'no-stream', [{ ...event, data: JSON.stringify(data) as JsonText }]);

    expect(await collect(store.readStream('mail-1'))).toMatchObject([{ ...event, data }]);
    await expect(store.append('mail-2', 'no-stream', [{ ...event, data: '[1]' as JsonText }])).rejects.toBeInstanceOf(
      TypeError,
    );
  });

  it('has no head while the log is empty', async () => {
    expect(await current().store.head()).toBeNull();
  });

  it('refuses no-stream where there is one, and says what it found', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(2));

    const refused = store.append('mail-1', 'no-stream', [anEvent()]);

    await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    await expect(refused).rejects.toMatchObject({ stream: 'mail-1', expected: 'no-stream', actualRevision: 1 });
  });

  it('refuses a revision where there is no stream', async () => {
    const refused = current().store.append('mail-1', 0, [anEvent()]);
    await expect(refused).rejects.toMatchObject({ code: 'wrong-expected-revision', expected: 0, actualRevision: null });
  });

  it.each([0, 2, 7])('refuses revision %i where the last is 1', async (expected) => {
    const { store } = current();
    const events = someEvents(2);
    await store.append('mail-1', 'no-stream', events);

    await expect(store.append('mail-1', expected, [anEvent()])).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
  });

  it('appends with any, whether or not there is a stream', async () => {
    const { store } = current();
    expect((await store.append('custody-a', 'any', [anEvent()])).revision).toBe(0);
    expect((await store.append('custody-a', 'any', someEvents(2))).revision).toBe(2);
  });

  it('refuses an append without events and makes no stream of it', async () => {
    const { store } = current();
    await expect(store.append('mail-1', 'any', [])).rejects.toBeInstanceOf(TypeError);
    expect((await store.append('mail-1', 'no-stream', [anEvent()])).revision).toBe(0);
  });

  it('lets exactly one of many writers have a new stream', async () => {
    const { store } = current();
    const attempts = Array.from({ length: 20 }, () => anEvent());

    const results = await Promise.allSettled(attempts.map((event) => store.append('mail-1', 'no-stream', [event])));

    const winners = attempts.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(winners));
    for (const result of results) {
      expect(result.status === 'fulfilled' || result.reason instanceof WrongExpectedRevisionError).toBe(true);
    }
  });

  it('keeps every event of writers that try again at the revision they were told', async () => {
    const { store } = current();
    const writers = Array.from({ length: 6 }, (_, writer) => someEvents(8, { data: { writer } }));

    await Promise.all(
      writers.map(async (events) => {
        for (const event of events) await appendWithRetries(event);
      }),
    );

    const stored = await collect(store.readStream('recipient-1'));
    expect(stored.map((event) => event.revision)).toEqual(stored.map((_, index) => index));
    writers.forEach((events, writer) => {
      expect(idsOf(stored.filter((event) => event.data['writer'] === writer))).toEqual(idsOf(events));
    });

    async function appendWithRetries(event: UnsavedEvent): Promise<void> {
      let expected: number | 'no-stream' = 'no-stream';
      for (;;) {
        try {
          await store.append('recipient-1', expected, [event]);
          return;
        } catch (error) {
          if (!(error instanceof WrongExpectedRevisionError)) throw error;
          expected = error.actualRevision ?? 'no-stream';
        }
      }
    }
  });

  it('harms no append made at the same time as one with a wrong revision', async () => {
    const { store } = current();
    await store.append('mail-0', 'no-stream', [anEvent()]);

    const results = await Promise.allSettled([
      store.append('mail-1', 'no-stream', [anEvent()]),
      store.append('mail-0', 'no-stream', [anEvent()]),
      store.append('mail-2', 'no-stream', [anEvent()]),
    ]);

    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('gives appends to one stream, made without waiting, the order they were made in', async () => {
    const { store } = current();
    const events = someEvents(50);

    await Promise.all(
      events.map((event, index) => store.append('mail-1', index === 0 ? 'no-stream' : index - 1, [event])),
    );

    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
  });

  it('keeps what it acknowledged when it is opened again', async () => {
    const first = current().store;
    const events = someEvents(5);
    const { position } = await first.append('mail-1', 'no-stream', events);
    await first.append('mail-2', 'no-stream', [anEvent()]);
    await first.tombstone('mail-2');
    const head = await first.head();

    await current().reopen();

    const { store } = current();
    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
    expect(await store.head()).toBe(head);
    await expect(store.append('mail-1', 'no-stream', [anEvent()])).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    await expect(store.append('mail-2', 'any', [anEvent()])).rejects.toBeInstanceOf(StreamDeletedError);
    const next = await store.append('mail-3', 'no-stream', [anEvent()]);
    expect(store.compare(next.position, position)).toBeGreaterThan(0);
  });
}
