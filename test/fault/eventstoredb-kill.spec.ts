import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEventStoreDb } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';
import { collect } from '../contract/events.js';
import { StandInProcess } from '../support/eventstoredb-stand-in/index.js';
import { FreshStreams } from '../support/fresh-streams.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { WriterProcess } from './writer-process.js';
import { expectAllStored, expectInOrder, expectNoneTorn, type Acknowledgement } from './written-log.js';

/** A node to run on instead of the stand-in, in streams of our own. */
const { EVENTSTORE_URL } = process.env;
/** EVENT_STORE_KILL_ROUNDS=200 is the full run (docs/operations.md). */
const ROUNDS = Number(process.env['EVENT_STORE_KILL_ROUNDS'] ?? 10);
const MOST_ACKNOWLEDGEMENTS = 100;
const KILLS_OF_THE_SERVER = 3;

describe('an EventStoreDB whose writers are killed', () => {
  it(
    `has every acknowledged event, whole, once and in order, after ${ROUNDS} kills at random moments`,
    { timeout: 60_000 + ROUNDS * 10_000 },
    async () => {
      const url = EVENTSTORE_URL ?? (await startStandIn()).url;
      let appends = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const fresh = await freshStreams(url);
        const writer = await startWriter(url, fresh.prefix);
        await acknowledged(writer, randomInt(1, MOST_ACKNOWLEDGEMENTS));
        await writer.kill();
        appends += await expectWhole(url, fresh, await writer.acknowledgements());
      }
      console.info(`${ROUNDS} kills of a writer: ${appends} acknowledged appends, none missing, none torn`);
    },
  );
});

describe('an EventStoreDB that is killed itself', () => {
  it(
    `has every acknowledged event, whole, once and in order, and its writers go on by themselves, ${KILLS_OF_THE_SERVER} times`,
    { timeout: 120_000 },
    async () => {
      const server = await startStandIn();
      const fresh = await freshStreams(server.url);
      const writer = await startWriter(server.url, fresh.prefix);
      for (let kill = 0; kill < KILLS_OF_THE_SERVER; kill += 1) {
        await acknowledged(writer, randomInt(1, MOST_ACKNOWLEDGEMENTS));
        await server.kill();
        await server.startAgain();
      }
      await acknowledged(writer, MOST_ACKNOWLEDGEMENTS);
      await writer.kill();
      await expectWhole(server.url, fresh, await writer.acknowledgements());
    },
  );
});

interface Fresh {
  readonly prefix: string;
  /** Where the log ended before. */
  readonly begin: RecordedEvent['position'] | null;
}

async function freshStreams(url: string): Promise<Fresh> {
  const store = await openEventStoreDb({ url });
  const begin = await store.head();
  await store.close();
  return { prefix: `kill-${randomUUID()}-`, begin };
}

async function startStandIn(): Promise<StandInProcess> {
  const server = await StandInProcess.start(join(temporaryDirectory(), 'journal'));
  onTestFinished(() => server.kill());
  return server;
}

async function startWriter(url: string, prefix: string): Promise<WriterProcess> {
  const writer = await WriterProcess.start(url, join(temporaryDirectory(), 'acknowledgements.jsonl'), prefix);
  onTestFinished(() => writer.kill());
  return writer;
}

/** Waits for so many acknowledgements more. */
async function acknowledged(writer: WriterProcess, more: number): Promise<void> {
  const before = (await writer.lines()).length;
  await expect
    .poll(async () => (await writer.lines()).length, { interval: 1, timeout: 60_000 })
    .toBeGreaterThan(before + more);
  expect((await writer.lines())[0]).toBe('open');
}

/** @returns how many appends were acknowledged */
async function expectWhole(url: string, { prefix, begin }: Fresh, given: readonly Acknowledgement[]): Promise<number> {
  const store = new FreshStreams(await openEventStoreDb({ url }), prefix, begin);
  const log = await collect(store.readAll());
  const outer = log.map((event) => ({ ...event, stream: prefix + event.stream }));
  expectAllStored(given, outer);
  expectNoneTorn(log);
  expectInOrder(store, log);
  await store.close();
  return given.length;
}
