import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happen, happenings, rulesets, type Happening } from '../reclassification/histories.js';
import { ORIGIN, reclassifying, type Reclassifying } from '../reclassification/reclassification-kit.js';
import { asOfRows, asOfThoughts, rowsOf, thoughtsOf } from './as-of-kit.js';

/** More for a longer run: TIME_TRAVEL_RUNS=300. */
const RUNS = Number(process.env['TIME_TRAVEL_RUNS'] ?? 3);
const TIMEOUT = { timeout: 60_000 + RUNS * 10_000 };

interface Seen {
  readonly asOf: string;
  readonly rows: unknown;
}

const look = ({ readModel }: Reclassifying): Seen => ({
  asOf: readModel.position(),
  rows: rowsOf(readModel.source),
});

/** Lets things happen one by one. @returns what the live model said after each */
async function watched(parts: Reclassifying, history: readonly Happening[], first = 0): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const [index, happening] of history.entries()) {
    await happen(parts, [happening], first + index);
    seen.push(look(parts));
  }
  return seen;
}

describe('the past', () => {
  it('is at every position what the live model said when it was there', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, rulesets, happenings, rulesets, async (before, document, after, other) => {
        const parts = await reclassifying();
        const seen = await watched(parts, before);
        await parts.reclassify(document);
        await parts.followed();
        seen.push(look(parts));
        await parts.rulesets.publish({ document: other }, ORIGIN);
        seen.push(...(await watched(parts, after, 100)));
        for (const { asOf, rows } of seen) expect(await asOfRows(parts, { asOf })).toEqual(rows);
        await parts.close();
      }),
      { numRuns: RUNS },
    );
  });

  it('under another version is what classifying all of it again by that version leads to', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, rulesets, happenings, rulesets, async (before, document, after, other) => {
        const parts = await reclassifying();
        await happen(parts, before);
        const asOf = parts.readModel.position();
        const { to: version } = await parts.reclassify(document);
        await parts.followed();
        const classified = thoughtsOf(parts.readModel.source);
        await happen(parts, after, 100);
        await parts.reclassify(other);
        await parts.followed();
        expect(await asOfThoughts(parts, { asOf, rulesetVersion: version })).toEqual(classified);

        const whole = await asOfThoughts(parts, { rulesetVersion: version });
        await parts.reclassify(document);
        await parts.followed();
        expect(whole).toEqual(thoughtsOf(parts.readModel.source));
        await parts.close();
      }),
      { numRuns: RUNS },
    );
  });
});
