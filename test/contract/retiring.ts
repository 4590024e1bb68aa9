import { expect, it } from 'vitest';
import { StreamDeletedError, WrongExpectedRevisionError } from '../../src/event-store/index.js';
import { anEvent, collect, idsOfStream, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function retiring(current: CurrentStore): void {
  it('shows nothing of a tombstoned stream, and never takes its name again', async () => {
    const { store } = current();
    const events = someEvents(3);
    await store.append('recipient-1', 'no-stream', events);
    await store.append('recipient-2', 'no-stream', [anEvent()]);

    await store.tombstone('recipient-1');

    expect(await collect(store.readStream('recipient-1'))).toEqual([]);
    expect(await collect(store.readStream('recipient-2'))).toHaveLength(1);
    for (const expected of ['any', 'no-stream', 2] as const) {
      const refused = store.append('recipient-1', expected, [anEvent()]);
      await expect(refused).rejects.toBeInstanceOf(StreamDeletedError);
      await expect(refused).rejects.toMatchObject({ code: 'stream-deleted', stream: 'recipient-1' });
    }
  });

  it('takes it for no error to delete a stream twice, or one that never was, and says which call deleted it', async () => {
    const { store } = current();
    await store.append('recipient-1', 'no-stream', [anEvent()]);
    expect(await store.tombstone('recipient-1')).toBe(true);
    expect(await store.tombstone('recipient-1')).toBe(false);
    expect(await store.tombstone('recipient-2')).toBe(true);
    await expect(store.append('recipient-2', 'no-stream', [anEvent()])).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('never moves the head back', async () => {
    const { store } = current();
    const { position } = await store.append('recipient-1', 'no-stream', someEvents(3));
    await store.tombstone('recipient-1');
    await current().reopen();

    const next = await current().store.append('recipient-2', 'no-stream', [anEvent()]);

    expect(current().store.compare(next.position, position)).toBeGreaterThan(0);
  });

  it('lets the events of a stream expire, and goes on after its last revision', async () => {
    const { store } = current();
    await store.setMaxAge('sends-1', 1);
    await store.append('sends-1', 'no-stream', someEvents(2));
    await store.append('mail-1', 'no-stream', [anEvent()]);

    await expect.poll(() => collect(store.readStream('sends-1')), { timeout: 20_000 }).toEqual([]);

    const refused = store.append('sends-1', 'no-stream', [anEvent()]);
    await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    await expect(refused).rejects.toMatchObject({ expected: 'no-stream', actualRevision: 1 });
    expect((await store.append('sends-1', 1, [anEvent()])).revision).toBe(2);
    expect((await store.append('sends-1', 'any', [anEvent()])).revision).toBe(3);
    expect(await idsOfStream(store, 'mail-1')).toHaveLength(1);
  });

  it('keeps the events of a stream whose age is long, or no longer set', async () => {
    const { store } = current();
    await store.setMaxAge('sends-1', 3_600);
    await store.append('sends-1', 'no-stream', someEvents(2));
    await store.append('sends-2', 'no-stream', someEvents(2));
    await store.setMaxAge('sends-2', 3_600);
    await store.setMaxAge('sends-2', null);

    expect(await collect(store.readStream('sends-1'))).toHaveLength(2);
    expect(await collect(store.readStream('sends-2'))).toHaveLength(2);
  });

  it('names the streams that were tombstoned or have an age, as they are now', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', [anEvent()]);
    await store.append('recipient-1', 'no-stream', [anEvent()]);
    await store.setMaxAge('recipient-1', 60);
    await store.tombstone('recipient-1');
    await store.tombstone('recipient-2');
    await store.setMaxAge('evidence-1', 3_600);
    await store.setMaxAge('evidence-2', 60);
    await store.setMaxAge('evidence-2', 7_200);
    await store.setMaxAge('evidence-3', 60);
    await store.setMaxAge('evidence-3', null);

    const expected = {
      'recipient-1': 'tombstoned',
      'recipient-2': 'tombstoned',
      'evidence-1': 3_600,
      'evidence-2': 7_200,
    };
    expect(Object.fromEntries(await store.retirements())).toEqual(expected);
    await current().reopen();
    expect(Object.fromEntries(await current().store.retirements())).toEqual(expected);
  });

  it.each([0, -1, 0.5, Number.NaN])('refuses %d as an age', async (seconds) => {
    await expect(current().store.setMaxAge('sends-1', seconds)).rejects.toBeInstanceOf(RangeError);
  });
}
