import { readdirSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventStoreUnavailableError, type EventStore, type SubscribeOptions } from '../../src/event-store/index.js';
import type { Projection } from '../../src/read-model/engine/index.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { countingProjection } from './counting-projection.js';
import { anEvent, appendMany, openRunner, openStore, positionsIn, positionsSeen } from './runner-kit.js';

describe('a projection runner', () => {
  it('applies what is there, then what comes, each event once and in order', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 700);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    const last = await appendMany(store, 20);
    expect(await runner.waitFor(last, 10_000)).toBe(true);
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
    expect(runner.position).toBe(last);
  });

  it('is caught up with a log that holds nothing for it', async () => {
    const { store, dataDir } = await openStore();
    const { position } = await store.append('evidence-1', 'no-stream', [anEvent()]);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(runner.isCaughtUp()).toBe(true);
    expect(runner.position).toBe(position);
  });

  it('lets a reader wait for a position that is yet to come', async () => {
    const { store, dataDir } = await openStore();
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    const next = await appendMany(store, 1);
    expect(await runner.waitFor(next, 10_000)).toBe(true);
    expect(positionsSeen(runner)).toEqual([next]);
  });

  it('tells a reader who waits too long that the position was not reached', async () => {
    const { store, dataDir } = await openStore();
    const first = await appendMany(store, 1);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(await runner.waitFor(`${first}0` as typeof first, 1)).toBe(false);
  });

  it('gives up its waits when it is closed', async () => {
    const { store, dataDir } = await openStore();
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    const waiting = runner.waitFor('99' as never, 60_000);
    await runner.close();
    expect(await waiting).toBe(false);
  });

  it('goes on from its checkpoint after a restart', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 600);
    const first = openRunner({ store, dataDir });
    await first.runner.caughtUp();
    await first.runner.close();
    await appendMany(store, 30);

    const asked: SubscribeOptions[] = [];
    const observed = wrapSubscriptions(store, (options, subscribe) => {
      asked.push(options);
      return subscribe(options);
    });
    const { runner } = openRunner({ store: observed, dataDir });
    await runner.caughtUp();
    expect(asked[0]?.from).toBe('600');
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
  });

  it('survives a store that fails in the middle of a subscription, and says so', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 2000);
    let failuresLeft = 2;
    const failing = wrapSubscriptions(store, async function* (options, subscribe) {
      for await (const message of subscribe(options)) {
        yield message;
        if (failuresLeft-- > 0) throw new EventStoreUnavailableError('the connection was lost');
      }
    });
    const { runner, failures } = openRunner({ store: failing, dataDir });
    await runner.caughtUp();
    expect(failures).toHaveLength(2);
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
  });

  it('takes back the whole batch in which a projection failed, and tries it again', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 100);
    let failuresLeft = 1;
    const failing: Projection = {
      name: 'failing',
      version: 1,
      schema: '',
      apply: ({ position }) => {
        if (position === '50' && failuresLeft-- > 0) throw new Error('half of the batch is in');
      },
    };
    const { runner, failures } = openRunner({ store, dataDir, projections: [countingProjection(), failing] });
    await runner.caughtUp();
    expect(failures).toHaveLength(1);
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
  });
});

describe('a read model that cannot be used is built anew:', () => {
  it.each([
    ['when a projection has another version', { projections: [countingProjection(2)] }],
    ['when it is of another ledger', { ledgerId: 'another' }],
  ])('%s', async (_, other) => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 10);
    const before = openRunner({ store, dataDir });
    await before.runner.caughtUp();
    const [oldFile] = readdirSync(join(dataDir, 'read-models'));
    await before.runner.close();

    const { runner } = openRunner({ store, dataDir, ...other });
    await runner.caughtUp();
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
    expect(readdirSync(join(dataDir, 'read-models'))).not.toContain(oldFile);
  });

  it.each([
    ['when it is no database', Buffer.from('something else, and longer than the header of a database is by far')],
    ['when it is empty', Buffer.alloc(0)],
  ])('%s', async (_, content) => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 10);
    const before = openRunner({ store, dataDir });
    await before.runner.caughtUp();
    await before.runner.close();
    const [file = ''] = readdirSync(join(dataDir, 'read-models'));
    writeFileSync(join(dataDir, 'read-models', file), content);

    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
  });

  it('when the log was restored from a backup that is older than it', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 5);
    await store.close();
    const backup = temporaryDirectory();
    await cp(dataDir, backup, { recursive: true });

    const later = await openStore(dataDir);
    await appendMany(later.store, 5);
    const before = openRunner({ store: later.store, dataDir });
    await before.runner.caughtUp();
    await before.runner.close();
    await cp(join(dataDir, 'read-models'), join(backup, 'read-models'), { recursive: true });

    const restored = await openStore(backup);
    const { runner } = openRunner({ store: restored.store, dataDir: backup });
    await runner.caughtUp();
    expect(positionsSeen(runner)).toEqual(await positionsIn(restored.store));
    expect(positionsSeen(runner)).toHaveLength(5);
  });
});

type Subscribe = (options: SubscribeOptions) => ReturnType<EventStore['subscribeAll']>;

/** The store, but for its subscriptions. */
function wrapSubscriptions(
  store: EventStore,
  wrapped: (options: SubscribeOptions, subscribe: Subscribe) => ReturnType<EventStore['subscribeAll']>,
): EventStore {
  return new Proxy(store, {
    get(target, property) {
      if (property === 'subscribeAll') {
        return (options: SubscribeOptions) => wrapped(options, (given) => target.subscribeAll(given));
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
