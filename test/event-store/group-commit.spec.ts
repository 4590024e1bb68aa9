import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GroupCommit } from '../../src/event-store/embedded/group-commit.js';

const SYNC_MS = 5;
const CROWD = 64;

describe('commits of the embedded event store', () => {
  let database: DatabaseSync;
  let commits: GroupCommit;
  let committed: number[];
  let requested: Promise<unknown>[];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE written (request INTEGER)');
    committed = [];
    requested = [];
    let readings = 0;
    const count = database.prepare('SELECT count(*) AS requests FROM written');
    // Each commit takes the time between two readings.
    commits = new GroupCommit(
      database,
      () => committed.push(Number(count.get()?.['requests'])),
      () => SYNC_MS * readings++,
    );
  });

  afterEach(async () => {
    commits.close();
    await Promise.all(requested);
    database.close();
    vi.useRealTimers();
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

  it('leave time to the rest of the program after a crowd, and then hold what came meanwhile', async () => {
    request(CROWD);
    await nextTurn();
    request(1);
    await nextTurn();
    request(1);
    vi.advanceTimersByTime(4 * SYNC_MS - 1);
    await nextTurn();
    expect(committed).toEqual([CROWD]);
    vi.advanceTimersByTime(1);
    await nextTurn();
    expect(committed).toEqual([CROWD, CROWD + 2]);
  });

  it('do not let a full group wait', async () => {
    request(CROWD);
    await nextTurn();
    request(256);
    await nextTurn();
    expect(committed).toEqual([CROWD, CROWD + 256]);
  });

  it('happen at once when the store is closed', async () => {
    request(CROWD);
    await nextTurn();
    request(1);
    commits.close();
    expect(committed).toEqual([CROWD, CROWD + 1]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
