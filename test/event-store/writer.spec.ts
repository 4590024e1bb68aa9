import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/event-store/embedded/file/open-database.js';
import { Writer } from '../../src/event-store/embedded/writing/writer.js';
import { encodeAppend } from '../../src/event-store/encoded-append.js';
import { EventStoreUnavailableError, openEmbeddedEventStore } from '../../src/event-store/index.js';
import { anEvent, collect, idsOf } from '../contract/events.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const CHILD = join(import.meta.dirname, 'appending-child.mjs');

describe('the thread that writes the embedded event store', () => {
  let writer: Writer;
  /** The last position given, after each commit. */
  let commits: number[];

  beforeEach(async () => {
    const file = join(temporaryDirectory(), 'events.sqlite');
    openDatabase(file).close();
    commits = [];
    writer = await Writer.start({ file, maxPageCount: undefined }, (head) => commits.push(head));
    onTestFinished(() => writer.close());
  });

  const append = (stream: string) => writer.append(encodeAppend(stream, 'no-stream', [anEvent()]), 0);

  it('commits what is requested in one turn of the event loop at once', async () => {
    await Promise.all(['a', 'b', 'c'].map(append));
    expect(commits).toEqual([3]);
  });

  it('tells of a commit before anybody learns what became of a request', async () => {
    const { position } = await append('a');
    expect(commits).toEqual([Number(position)]);
  });

  it('puts what comes in several turns during a commit into the next one', async () => {
    const requests: Promise<unknown>[] = [];
    const isShared = () => commits.some((head, index) => head - (commits[index - 1] ?? 0) > 1);
    while (!isShared()) {
      requests.push(append(`stream-${requests.length}`));
      await nextTurn();
    }
    await Promise.all(requests);
    expect(commits.at(-1)).toBe(requests.length);
  });

  it('answers requests of every kind in their order, refusals among them', async () => {
    const results = await Promise.allSettled([
      append('a'),
      append('a'),
      writer.setMaxAge('b', 60),
      writer.tombstone('a'),
      append('a'),
      writer.eraseExpired(0, 0),
    ]);
    expect(results).toMatchObject([
      { value: { revision: 0 } },
      { reason: { code: 'wrong-expected-revision', stream: 'a', actualRevision: 0 } },
      { status: 'fulfilled' },
      { status: 'fulfilled' },
      { reason: { code: 'stream-deleted', stream: 'a' } },
      { value: 2 },
    ]);
    expect(commits).toHaveLength(1);
  });

  it('commits what was requested before it is closed, and takes nothing after', async () => {
    const requests = ['a', 'b'].map(append);
    const closing = writer.close();
    await expect(append('c')).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await Promise.all([...requests, closing]);
    expect(commits).toEqual([2]);
  });
});

it('a process ends with an embedded event store open, when all that it asked for is acknowledged', async () => {
  const dataDir = temporaryDirectory();
  const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = (await collect<Buffer>(child.stdout)).join('');
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(0);

  const store = await openEmbeddedEventStore({ dataDir });
  onTestFinished(() => store.close());
  expect(idsOf(await collect(store.readAll()))).toEqual(JSON.parse(printed));
});
