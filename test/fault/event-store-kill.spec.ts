import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkEventFile, EVENT_FILE, openEmbeddedEventStore } from '../../src/event-store/index.js';
import { collect } from '../contract/events.js';
import { WriterProcess } from './writer-process.js';
import { expectAllStored, expectInOrder, expectNoneTorn, type Acknowledgement } from './written-log.js';

/** EVENT_STORE_KILL_ROUNDS=200 is the full run (docs/operations.md). */
const ROUNDS = Number(process.env['EVENT_STORE_KILL_ROUNDS'] ?? 10);
/** A store that is killed again and again, before another is begun: each round reads all of it. */
const ROUNDS_PER_STORE = 10;
const MOST_ACKNOWLEDGEMENTS = 150;

describe('killing the owner of the embedded event store', () => {
  let root: string;
  let writers: WriterProcess[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'event-store-kill-'));
    writers = [];
  });
  afterEach(async () => {
    await Promise.all(writers.map((writer) => writer.kill()));
    await rm(root, { recursive: true });
  });

  it(
    `loses no acknowledged event, tears none and keeps their order, in ${ROUNDS} kills at random moments`,
    { timeout: 60_000 + ROUNDS * 10_000 },
    async () => {
      let appends = 0;
      let acknowledged: Acknowledgement[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const dataDir = join(root, `data-${Math.floor(round / ROUNDS_PER_STORE)}`);
        if (round % ROUNDS_PER_STORE === 0) acknowledged = [];
        const written = await writeUntilKilled(dataDir, round);
        acknowledged.push(...written);
        appends += written.length;

        const store = await openEmbeddedEventStore({ dataDir });
        const log = await collect(store.readAll());
        expectAllStored(acknowledged, log);
        expectNoneTorn(log);
        expectInOrder(store, log);
        await store.close();
        expect(checkEventFile(join(dataDir, EVENT_FILE)).events).toBe(log.length);
      }
      console.info(`${ROUNDS} kills: ${appends} acknowledged appends, none missing, none torn`);
      expect(appends).toBeGreaterThan(ROUNDS);
    },
  );

  it('keeps a second process out, tells it who is there, and lets it in after the kill', async () => {
    const dataDir = join(root, 'data');
    const store = await openEmbeddedEventStore({ dataDir });
    const second = await start(dataDir, 'second');
    await once(second.child, 'exit');
    expect(await second.lines()).toEqual([
      expect.objectContaining({ code: 'data-directory-in-use', pid: process.pid }) as unknown,
    ]);
    await store.close();

    const owner = await start(dataDir, 'owner');
    await expect.poll(() => owner.lines(), { timeout: 30_000 }).toContain('open');
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toMatchObject({
      code: 'data-directory-in-use',
      pid: owner.child.pid,
    });
    await owner.kill();

    await (await openEmbeddedEventStore({ dataDir })).close();
  });

  async function writeUntilKilled(dataDir: string, round: number): Promise<readonly Acknowledgement[]> {
    const writer = await start(dataDir, `round-${round}`);
    const moment = randomInt(1, MOST_ACKNOWLEDGEMENTS);
    await expect
      .poll(async () => (await writer.lines()).length, { interval: 1, timeout: 30_000 })
      .toBeGreaterThan(moment);
    await writer.kill();
    expect((await writer.lines())[0]).toBe('open');
    return writer.acknowledgements();
  }

  async function start(dataDir: string, name: string): Promise<WriterProcess> {
    const writer = await WriterProcess.start(dataDir, join(root, `${name}.jsonl`));
    writers.push(writer);
    return writer;
  }
});
