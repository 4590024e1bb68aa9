import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from '../../src/event-store/embedded/group-commit.js';

describe('commits of the embedded event store', () => {
  let database: DatabaseSync;
  let commits: GroupCommit;
  /** How many requests were committed in all, after each commit. */
  let committed: number[];
  let requested: Promise<unknown>[];
  /** What passes between two looks at the clock: during each commit, and in each turn of the event loop. */
  let passing: number;

  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE written (request INTEGER)');
    committed = [];
    requested = [];
    passing = 0;
    let now = 1000;
    const count = database.prepare('SELECT count(*) AS requests FROM written');
    commits = new GroupCommit(
      database,
      () => committed.push(Number(count.get()?.['requests'])),
      () => (now += passing),
    );
  });

  afterEach(async () => {
    commits.close();
    await Promise.all(requested);
    database.close();
  });

  const request = (count: number): void => {
    const insert = database.prepare('INSERT INTO written VALUES (?)');
    for (let n = 0; n < count; n += 1) {
      const work = () => {
        insert.run(n);
        return { kind: 'done', value: n } as const;
      };
      requested.push(commits.run(100, work));
    }
  };

  it('hold what is requested in one turn of the event loop', async () => {
    request(3);
    await nextTurn();
    request(2);
    await nextTurn();
    expect(committed).toEqual([3, 5]);
  });

  it('leave time to a busy program, and then hold what came meanwhile', async () => {
    passing = 5;
    request(3);
    await nextTurn();
    request(1);
    await nextTurn();
    expect(committed).toEqual([3]);
    request(1);
    while (committed.length < 2) await nextTurn();
    expect(committed).toEqual([3, 5]);
  });

  it('wait no longer once the program has nothing else to do', async () => {
    passing = 5;
    request(3);
    await nextTurn();
    request(1);
    passing = 0;
    await nextTurn();
    await nextTurn();
    expect(committed).toEqual([3, 4]);
  });

  it('happen at once when the store is closed', async () => {
    passing = 5;
    request(3);
    await nextTurn();
    request(1);
    commits.close();
    expect(committed).toEqual([3, 4]);
  });
});
