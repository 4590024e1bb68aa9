import { expect, it } from 'vitest';
import { EventStoreUnavailableError } from '../../src/event-store/index.js';
import { anEvent, collect, idsOf, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function closing(current: CurrentStore): void {
  it('finishes the appends under way', async () => {
    const { store } = current();
    const events = someEvents(20);
    const appends = events.map((event, index) => store.append(`mail-${index}`, 'no-stream', [event]));

    await store.close();

    await Promise.all(appends);
    await current().reopen();
    expect(idsOf(await collect(current().store.readAll())).sort()).toEqual(idsOf(events).sort());
  });

  it('ends the subscriptions, waiting or not, without an error', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(2_000));
    let caughtUp = 0;
    const waiting = (async () => {
      for await (const message of store.subscribeAll()) caughtUp += message.kind === 'caughtUp' ? 1 : 0;
    })();
    await expect.poll(() => caughtUp, { timeout: 30_000 }).toBe(1);

    for await (const message of store.subscribeAll()) {
      expect(message.kind).toBe('events');
      await store.close();
    }

    await waiting;
  });

  it('ends a subscription whose reader closes the store when it has caught up', async () => {
    const { store } = current();
    const kinds: string[] = [];
    for await (const message of store.subscribeAll()) {
      kinds.push(message.kind);
      await store.close();
    }
    expect(kinds).toEqual(['caughtUp']);
  });

  it('refuses everything afterwards, and closes again without an error', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', [anEvent()]);
    await store.close();
    await store.close();

    const refused = [
      () => store.append('mail-1', 'any', [anEvent()]),
      () => store.head(),
      () => store.tombstone('mail-1'),
      () => store.setMaxAge('mail-1', 1),
      () => collect(store.readStream('mail-1')),
      () => collect(store.readAll()),
      () => collect(store.subscribeAll()),
    ];
    for (const call of refused) await expect(call()).rejects.toBeInstanceOf(EventStoreUnavailableError);
  });

  it('does not pass off half of a read as the whole', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(3_000));
    const interrupted = async () => {
      for await (const event of store.readAll()) {
        if (event.revision === 0) await store.close();
      }
    };
    await expect(interrupted()).rejects.toBeInstanceOf(EventStoreUnavailableError);
  });
}
