import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { WrongExpectedRevisionError } from '../../src/event-store/index.js';
import { anEvent, collect, idsOf, idsOfStream, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function retrying(current: CurrentStore): void {
  it.each(['no-stream', 'any', 1] as const)(
    'acknowledges an append with %s again with its first result',
    async (expected) => {
      const { store } = current();
      const before = expected === 1 ? someEvents(2) : [];
      if (before.length > 0) await store.append('mail-1', 'no-stream', before);
      const events = someEvents(3);
      const first = await store.append('mail-1', expected, events);
      const after = await store.append('mail-1', first.revision, [anEvent()]);

      expect(await store.append('mail-1', expected, events)).toEqual(first);
      await current().reopen();
      expect(await current().store.append('mail-1', expected, events)).toEqual(first);
      expect(await current().store.head()).toBe(after.position);
      expect(await idsOfStream(current().store, 'mail-1')).toHaveLength(before.length + 4);
    },
  );

  it('stores once what is sent twice without waiting', async () => {
    const { store } = current();
    const events = someEvents(2);

    const results = await Promise.all([1, 2, 3].map(() => store.append('mail-1', 'no-stream', events)));

    expect(new Set(results.map((result) => result.position)).size).toBe(1);
    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
  });

  it.each(['no-stream', 'any'] as const)(
    'takes an old event beside a new one, with %s, for a wrong revision',
    async (expected) => {
      const { store } = current();
      const old = anEvent();
      await store.append('mail-1', expected, [old]);

      const mixed = store.append('mail-1', expected, [old, anEvent()]);

      await expect(mixed).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      expect(await idsOfStream(store, 'mail-1')).toEqual([old.id]);
    },
  );

  it('takes the same events in another order for a wrong revision', async () => {
    const { store } = current();
    const [first, second] = [anEvent(), anEvent()];
    await store.append('mail-1', 'no-stream', [first, second]);

    const swapped = store.append('mail-1', 'no-stream', [second, first]);

    await expect(swapped).rejects.toBeInstanceOf(WrongExpectedRevisionError);
  });

  it('knows an event by its stream and id: the same id elsewhere is a new event', async () => {
    const { store } = current();
    const event = anEvent();
    const first = await store.append('mail-1', 'no-stream', [event]);
    const second = await store.append('mail-2', 'no-stream', [event]);

    expect(store.compare(first.position, second.position)).toBeLessThan(0);
    expect(await collect(store.readAll())).toHaveLength(2);
  });

  it('knows an id again in whichever case it is written, and gives it in lower case', async () => {
    const { store } = current();
    const id = randomUUID();
    const first = await store.append('mail-1', 'no-stream', [anEvent({ id: id.toUpperCase() })]);

    expect(await store.append('mail-1', 'no-stream', [anEvent({ id })])).toEqual(first);
    expect(await idsOfStream(store, 'mail-1')).toEqual([id]);
  });
}
