import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedEventStore, type EventStore, type RecordedEvent } from '../../src/event-store/index.js';
import { collect } from '../contract/events.js';

const WRITER = join(import.meta.dirname, 'event-store-writer.mjs');
/** More rounds for a longer run: EVENT_STORE_KILL_ROUNDS=1000. */
const ROUNDS = Number(process.env['EVENT_STORE_KILL_ROUNDS'] ?? 10);
const MOST_ACKNOWLEDGEMENTS = 150;

interface Acknowledgement {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ids: readonly string[];
}

describe('killing the owner of the embedded event store', () => {
  let root: string;
  let dataDir: string;
  let children: ChildProcess[];

  beforeEach(async () => {
    if (!existsSync(join(import.meta.dirname, '../../dist/event-store/index.js'))) {
      throw new Error('this test runs the built program: npm run build');
    }
    root = await mkdtemp(join(tmpdir(), 'event-store-kill-'));
    dataDir = join(root, 'data');
    children = [];
  });
  afterEach(async () => {
    await Promise.all(children.map(kill));
    await rm(root, { recursive: true });
  });

  it(
    `loses no acknowledged event, tears none and keeps their order, in ${ROUNDS} kills at random moments`,
    { timeout: 60_000 + ROUNDS * 10_000 },
    async () => {
      const acknowledged: Acknowledgement[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        acknowledged.push(...(await writeUntilKilled(round)));

        const store = await openEmbeddedEventStore({ dataDir });
        const log = await collect(store.readAll());
        expectAllStored(acknowledged, log);
        expectNoneTorn(log);
        expectInOrder(store, log);
        await store.close();
      }
      expect(acknowledged.length).toBeGreaterThan(ROUNDS);
    },
  );

  it('keeps a second process out, tells it who is there, and lets it in after the kill', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    const second = await start('second');
    await once(second.child, 'exit');
    expect(await second.lines()).toEqual([
      expect.objectContaining({ code: 'data-directory-in-use', pid: process.pid }) as unknown,
    ]);
    await store.close();

    const owner = await start('owner');
    await expect.poll(owner.lines).toContain('open');
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toMatchObject({
      code: 'data-directory-in-use',
      pid: owner.child.pid,
    });
    await kill(owner.child);

    await (await openEmbeddedEventStore({ dataDir })).close();
  });

  async function writeUntilKilled(round: number): Promise<Acknowledgement[]> {
    const writer = await start(`round-${round}`);
    const moment = randomInt(1, MOST_ACKNOWLEDGEMENTS);
    await expect
      .poll(async () => (await writer.lines()).length, { interval: 1, timeout: 30_000 })
      .toBeGreaterThan(moment);
    await kill(writer.child);
    const [first, ...acknowledgements] = await writer.lines();
    expect(first).toBe('open');
    return acknowledgements as Acknowledgement[];
  }

  /** Starts a writer whose output goes to a file, so that nothing that it printed is lost with it. */
  async function start(name: string) {
    const output = join(root, `${name}.jsonl`);
    const file = await open(output, 'w');
    const child = spawn(process.execPath, [WRITER, dataDir], { stdio: ['ignore', file.fd, 'inherit'] });
    children.push(child);
    await once(child, 'spawn');
    await file.close();
    const lines = async () => (await readFile(output, 'utf8')).split('\n').slice(0, -1).map(parse);
    return { child, lines };
  }
});

function parse(line: string): unknown {
  return JSON.parse(line);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

function expectAllStored(acknowledged: readonly Acknowledgement[], log: readonly RecordedEvent[]): void {
  const stored = new Map(log.map((event) => [event.id, event]));
  const asAcknowledged = acknowledged.filter(({ stream, revision, position, ids }) => {
    const events = ids.map((id) => stored.get(id));
    const last = events.at(-1);
    return (
      events.every((event) => event?.stream === stream) && last?.revision === revision && last.position === position
    );
  });
  expect(asAcknowledged).toHaveLength(acknowledged.length);
  expect(stored.size).toBe(log.length);
}

function expectNoneTorn(log: readonly RecordedEvent[]): void {
  const batches = Map.groupBy(log, (event) => event.data['batch']);
  const torn = [...batches.values()].filter((events) =>
    events.some(
      ({ data }, index) =>
        data['index'] !== index || data['count'] !== events.length || data['digest'] !== digestOf(data['text']),
    ),
  );
  expect(torn).toEqual([]);
}

function digestOf(text: unknown): string | undefined {
  return typeof text === 'string' ? createHash('sha256').update(text).digest('hex') : undefined;
}

function expectInOrder(store: EventStore, log: readonly RecordedEvent[]): void {
  const outOfOrder = log.filter((event, index) => {
    const previous = log[index - 1];
    return previous !== undefined && store.compare(previous.position, event.position) >= 0;
  });
  expect(outOfOrder).toEqual([]);
  for (const events of Map.groupBy(log, (event) => event.stream).values()) {
    expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => index));
  }
}
