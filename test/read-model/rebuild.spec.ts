import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { appendMany, openRunner, openStore, positionsIn, positionsSeen } from './runner-kit.js';

describe('a rebuild', () => {
  it('puts in the place of the live read model one that is built from the start of the log', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 1200);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    runner.database.run('DELETE FROM seen WHERE sequence % 2 = 0');

    const progress: number[] = [];
    expect(await runner.rebuild(({ events }) => progress.push(events))).toBe(1200);

    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
    expect(progress.at(-1)).toBe(1200);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('lets the live read model answer and follow meanwhile, and loses nothing that came', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 1200);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();

    const rebuilding = runner.rebuild().then(() => 'rebuilt');
    let answeredMeanwhile = 0;
    while ((await Promise.race([rebuilding, nextTurn('under way')])) === 'under way') {
      const last = await appendMany(store, 5);
      expect(await runner.waitFor(last, 10_000)).toBe(true);
      expect(positionsSeen(runner)).toContain(last);
      answeredMeanwhile += 1;
    }

    const last = await appendMany(store, 5);
    expect(await runner.waitFor(last, 10_000)).toBe(true);
    expect(positionsSeen(runner)).toEqual(await positionsIn(store));
    expect(answeredMeanwhile).toBeGreaterThan(0);
  });

  it('never lets the read model go back in time', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 1200);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    const positions: string[] = [];
    runner.onChange(() => positions.push(runner.position));
    const rebuilding = runner.rebuild();
    for (let round = 0; round < 10; round += 1) await appendMany(store, 100);
    await rebuilding;
    await appendMany(store, 1);
    expect(await runner.waitFor((await store.head()) as never, 10_000)).toBe(true);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a) - Number(b)));
  });

  it('that is asked for twice is done once', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 10);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(await Promise.all([runner.rebuild(), runner.rebuild()])).toEqual([10, 10]);
  });

  it('of an empty log is an empty read model', async () => {
    const { store, dataDir } = await openStore();
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(await runner.rebuild()).toBe(0);
    expect(positionsSeen(runner)).toEqual([]);
  });

  it('that is broken off leaves the live read model, and no file beside it', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 2000);
    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    const rebuilding = runner.rebuild();
    await runner.close();
    expect(await rebuilding).toBeNull();
    expect(readdirSync(join(dataDir, 'read-models')).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);

    const again = openRunner({ store, dataDir });
    await again.runner.caughtUp();
    expect(positionsSeen(again.runner)).toEqual(await positionsIn(store));
  });

  it('is kept at a restart', async () => {
    const { store, dataDir } = await openStore();
    await appendMany(store, 100);
    const first = openRunner({ store, dataDir });
    await first.runner.caughtUp();
    await first.runner.rebuild();
    first.runner.database.run("UPDATE seen SET stream = 'marked'");
    await first.runner.close();

    const { runner } = openRunner({ store, dataDir });
    await runner.caughtUp();
    expect(runner.database.all('SELECT DISTINCT stream FROM seen')).toEqual([{ stream: 'marked' }]);
  });
});
