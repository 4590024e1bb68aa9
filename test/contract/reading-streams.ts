import { expect, it } from 'vitest';
import type { ReadStreamOptions } from '../../src/event-store/index.js';
import { anEvent, collect, idsOf, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

export function readingStreams(current: CurrentStore): void {
  it('finds nothing in a stream that does not exist', async () => {
    const { store } = current();
    expect(await collect(store.readStream('mail-1'))).toEqual([]);
    expect(await collect(store.readStream('mail-1', { direction: 'backwards' }))).toEqual([]);
  });

  it.each<[ReadStreamOptions, readonly number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
    [{ from: 3 }, [3, 4]],
    [{ from: 1, direction: 'backwards' }, [1, 0]],
    [{ limit: 2 }, [0, 1]],
    [{ limit: 2, direction: 'backwards' }, [4, 3]],
    [{ from: 1, limit: 2 }, [1, 2]],
    [{ limit: 0 }, []],
    [{ limit: 99 }, [0, 1, 2, 3, 4]],
    [{ from: 5 }, []],
    [{ from: 99 }, []],
    [{ from: 99, direction: 'backwards' }, [4, 3, 2, 1, 0]],
  ])('reads with %o the revisions %o', async (options, revisions) => {
    const { store } = current();
    const events = someEvents(5);
    await store.append('mail-2', 'any', [anEvent()]);
    await store.append('mail-1', 'no-stream', events.slice(0, 2));
    await store.append('mail-2', 'any', [anEvent()]);
    await store.append('mail-1', 1, events.slice(2));
    await store.append('mail-2', 'any', [anEvent()]);

    const read = await collect(store.readStream('mail-1', options));

    expect(read.map((event) => event.revision)).toEqual(revisions);
    expect(idsOf(read)).toEqual(revisions.map((revision) => events[revision]?.id));
  });

  it('reads a stream longer than any page, both ways', async () => {
    const { store } = current();
    const events = someEvents(2_500);
    await store.append('mail-1', 'no-stream', events);

    expect(idsOf(await collect(store.readStream('mail-1')))).toEqual(idsOf(events));
    expect(idsOf(await collect(store.readStream('mail-1', { direction: 'backwards' })))).toEqual(
      idsOf(events).reverse(),
    );
    expect(await collect(store.readStream('mail-1', { from: 100, limit: 2_000 }))).toHaveLength(2_000);
  });

  it.each<ReadStreamOptions>([{ limit: -1 }, { limit: 1.5 }, { from: -1 }, { from: Number.NaN }])(
    'refuses to read with %o',
    async (options) => {
      await expect(collect(current().store.readStream('mail-1', options))).rejects.toBeInstanceOf(RangeError);
    },
  );

  it('lets a reader stop early', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', someEvents(1_200));

    const seen: number[] = [];
    for await (const event of store.readStream('mail-1')) {
      seen.push(event.revision);
      if (seen.length === 3) break;
    }

    expect(seen).toEqual([0, 1, 2]);
    expect((await store.append('mail-1', 1_199, [anEvent()])).revision).toBe(1_200);
  });
}
