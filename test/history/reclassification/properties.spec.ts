import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStoreUnavailableError, type EventStore } from '../../../src/event-store/index.js';
import { type BounceReclassified, streams } from '../../../src/events/index.js';
import { openReadModel } from '../../../src/service/open-read-model.js';
import { defaultRulesetDocument } from '../../../src/history/rulesets/index.js';
import { readModelRows } from '../../read-model/read-model-rows.js';
import { eventsOf, temporaryDirectory } from '../../support/temporary-ledger.js';
import { happen, happenings, rulesets, thoughts } from './histories.js';
import { ORIGIN, reclassifying, type Reclassifying } from './reclassification-kit.js';
import { storeWith } from './store-with.js';

/** More for a longer run: RECLASSIFICATION_RUNS=300. */
const RUNS = Number(process.env['RECLASSIFICATION_RUNS'] ?? 12);
const TIMEOUT = { timeout: 60_000 + RUNS * 5_000 };
const ignore = () => undefined;

/** What a run told other services of: each verdict that is another, and each status. */
function told({ readModel }: Reclassifying, after: string | undefined) {
  const { items } = readModel.feed.page({}, after, 1000);
  const moves = items.filter(({ data }) => data['cause'] === 'reclassification').map(({ data }) => data);
  const blocked = ['quarantined', 'denylisted'];
  return {
    changed: items.filter(({ type }) => type === 'bounce-ledger.bounce.reclassified.v1').length,
    notices: moves.length,
    recipients: {
      quarantined: moves.filter(({ to }) => to === 'quarantined').length,
      released: moves.filter(({ from, to }) => blocked.includes(from as string) && !blocked.includes(to as string))
        .length,
    },
  };
}

describe('reclassification', () => {
  it('does what its preview said, and is undone by reclassifying back', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, rulesets, async (history, document) => {
        const parts = await reclassifying();
        await happen(parts, history);
        const before = thoughts(parts);
        const end = parts.readModel.feed.page({}, undefined, 1000).items.at(-1)?.data.position;

        const preview = await parts.reclassifications.preview({ document }, ignore);
        expect(thoughts(parts)).toEqual(before);
        const { id } = await parts.reclassifications.begin({ confirm: preview.confirm }, ORIGIN);
        const run = await parts.reclassifications.ended(id);

        const { changed, notices, recipients } = preview;
        expect(run).toMatchObject({ state: 'completed', scanned: preview.scanned, changed });
        expect(told(parts, end)).toEqual({ changed, notices, recipients });

        await parts.reclassify(defaultRulesetDocument());
        expect(thoughts(parts)).toEqual(before);
        await parts.close();
      }),
      { numRuns: RUNS },
    );
  });

  it(
    'has the same rows and the same feed when it was followed live and when the log is replayed',
    TIMEOUT,
    async () => {
      await fc.assert(
        fc.asyncProperty(happenings, rulesets, happenings, rulesets, async (first, document, second, other) => {
          const parts = await reclassifying();
          const { ledger, readModel, dataDir } = parts;
          await happen(parts, first);
          await parts.reclassify(document);
          await parts.rulesets.publish({ document: other }, ORIGIN);
          await happen(parts, second, 100);
          await parts.reclassify(other);
          await parts.followed();
          const liveFeed = readModel.feed.page({}, undefined, 1000).items;

          const replayed = openReadModel({
            dataDir: join(dataDir, 'replayed'),
            ...{ ledger, correlation: { verp: {} } },
            onFailure: (error) => {
              throw error;
            },
          });
          await replayed.caughtUp();
          expect(replayed.feed.page({}, undefined, 1000).items).toEqual(liveFeed);
          await replayed.close();
          await parts.reclassifications.close();
          await readModel.close();
          const [rows, replayedRows] = [readModelRows(dataDir), readModelRows(join(dataDir, 'replayed'))];
          for (const each of [rows, replayedRows]) delete each['checkpoint'];
          expect(replayedRows).toEqual(rows);
          await parts.close();
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('comes to the same end when it was killed at any append and resumed', TIMEOUT, async () => {
    const killings = fc.record({ append: fc.nat(8), isWritten: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(happenings, rulesets, killings, async (history, document, killing) => {
        const whole = await reclassifying();
        await happen(whole, history);
        const { id } = await whole.reclassify(document);
        const [expected, expectedEvents] = [thoughts(whole), await reclassifiedIn(whole, id)];
        await whole.close();

        const killed = await reclassifying(killingStore(killing), temporaryDirectory());
        await happen(killed, history);
        const { confirm } = await killed.reclassifications.preview({ document }, ignore);
        const begun = await killed.reclassifications.begin({ confirm }, ORIGIN).catch(() => null);
        if (begun !== null) await expect.poll(() => killed.hasFailed() || killed.isOver(begun.id)).toBe(true);
        await killed.close();

        const resumed = await reclassifying(undefined, killed.dataDir);
        resumed.reclassifications.work();
        // Where nothing of it was in the log yet, whoever confirmed it was told that it failed, and confirms again.
        const runId = confirm.slice('sha256:'.length);
        if (begun === null) await resumed.reclassifications.begin({ confirm, document }, ORIGIN);
        await expect.poll(() => resumed.isOver(runId), { timeout: 10_000 }).toBe(true);
        expect(thoughts(resumed)).toEqual(expected);
        expect(await reclassifiedIn(resumed, runId)).toEqual(expectedEvents);
        await resumed.close();
      }),
      { numRuns: RUNS },
    );
  });
});

/** What a run recorded of single bounces, in order. */
async function reclassifiedIn({ ledger }: Reclassifying, runId: string): Promise<unknown[]> {
  const events = await eventsOf(ledger.store, streams.reclassification(runId));
  return events
    .filter(({ type }) => type === 'BounceReclassified')
    .map(({ data }) => data as unknown as BounceReclassified['data']);
}

/** A store of a process that dies at a run's n-th append, before or after it is written. */
function killingStore({ append: n, isWritten }: { readonly append: number; readonly isWritten: boolean }) {
  let appends = 0;
  return (store: EventStore) =>
    storeWith(store, {
      append: async (stream, revision, events) => {
        const concerns =
          stream.startsWith('reclassification-') || (stream === streams.ruleset && revision !== 'no-stream');
        if (concerns) appends += 1;
        if (!concerns || appends <= n) return store.append(stream, revision, events);
        if (isWritten && appends === n + 1) await store.append(stream, revision, events);
        throw new EventStoreUnavailableError('killed');
      },
    });
}
