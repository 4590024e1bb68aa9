import { join } from 'node:path';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import type { FeedEvent } from '../../src/read-model/feed/index.js';
import { openLedger } from '../../src/ledger/index.js';
import { openReadModel, type ReadModel } from '../../src/service/open-read-model.js';
import { SECRET, sequentialIds, temporaryDirectory } from '../support/temporary-ledger.js';
import { append, histories, type Step } from './histories.js';
import { readModelRows } from './read-model-rows.js';

/** More histories for a longer run: REBUILD_RUNS=1000. */
const RUNS = Number(process.env['REBUILD_RUNS'] ?? 40);
const START = Date.parse('2026-11-15T00:00:00Z');

describe('the read model', () => {
  it(
    'has the same rows and the same feed when it has followed live, when it was stopped and went on, and when it is rebuilt',
    { timeout: 30_000 + RUNS * 3_000 },
    async () => {
      const root = temporaryDirectory();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(histories, fc.nat(), async (history, stop) => {
          const dataDir = join(root, String(run++));
          await expectSameRows(dataDir, history, stop % history.length);
          rmSync(dataDir, { recursive: true });
        }),
        { numRuns: RUNS },
      );
    },
  );
});

async function expectSameRows(dataDir: string, history: readonly Step[], stop: number): Promise<void> {
  const store = await openEmbeddedEventStore({ dataDir });
  let ticks = 0;
  const clock = () => new Date(START + 3_600_000 * ticks++);
  const ledger = await openLedger(store, { secret: SECRET, clock, ids: sequentialIds() });
  const failures: unknown[] = [];
  const open = (directory: string) =>
    openReadModel({
      dataDir: directory,
      ledger,
      correlation: { verp: {} },
      onFailure: (error) => failures.push(error),
    });

  // Followed event by event, and stopped once on the way.
  let live = open(dataDir);
  for (const [index, step] of history.entries()) {
    await append(ledger, step);
    await reachEnd(live);
    if (index === stop) {
      await live.close();
      live = open(dataDir);
    }
  }
  await reachEnd(live);
  const liveFeed = wholeFeed(live);
  await live.close();
  const liveRows = readModelRows(dataDir);

  // Followed in one go, and then rebuilt.
  const late = open(join(dataDir, 'late'));
  await reachEnd(late);
  const lateFeed = wholeFeed(late);
  await late.rebuild();
  const rebuiltFeed = wholeFeed(late);
  await late.close();

  expect(failures).toEqual([]);
  expect(readModelRows(join(dataDir, 'late'))).toEqual(liveRows);
  expect(lateFeed).toEqual(liveFeed);
  expect(rebuiltFeed).toEqual(liveFeed);
  expect(new Set(liveFeed.map(({ id }) => id)).size).toBe(liveFeed.length);
  await store.close();

  async function reachEnd(readModel: ReadModel): Promise<void> {
    const head = await store.head();
    if (head !== null) expect(await readModel.waitFor(head, 10_000)).toBe(true);
  }
}

/** The feed in small pages, so that going on after a page is tried as well. */
function wholeFeed({ feed }: ReadModel): readonly FeedEvent[] {
  const events: FeedEvent[] = [];
  let after: string | undefined;
  for (;;) {
    const { items, next } = feed.page({}, after, 3);
    events.push(...items);
    if (next === null) return events;
    after = next;
  }
}
