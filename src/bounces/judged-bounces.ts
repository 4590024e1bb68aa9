import type { LedgerEventOf, Verdict } from '../ledger/events/index.js';
import type { ReadModelDatabase } from '../projections/index.js';

// What is in effect for everybody, whatever an overlay shows.
const READ = `
SELECT sequence, data, verdict FROM reports JOIN main.verdicts USING (sequence)
WHERE sequence > ? ORDER BY sequence LIMIT ?`;

export interface JudgedBounce {
  /** Row number: bounces are numbered in the order of the log. */
  readonly sequence: number;
  readonly facts: LedgerEventOf<'BounceReceived'>['data'];
  /** The one in effect. */
  readonly verdict: Verdict;
}

/** Bounces after a row number, with their facts, in the order of the log. */
export function judgedBounces(database: ReadModelDatabase, after: number, limit: number): readonly JudgedBounce[] {
  return database
    .all<{ sequence: number; data: string; verdict: string }>(READ, after, limit)
    .map(({ sequence, data, verdict }) => ({
      sequence,
      facts: JSON.parse(data) as JudgedBounce['facts'],
      verdict: JSON.parse(verdict) as Verdict,
    }));
}
