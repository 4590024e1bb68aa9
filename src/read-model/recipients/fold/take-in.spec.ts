import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../classification/index.js';
import { foldRecipient } from './fold-recipient.js';
import { compareMoments, type BounceInput, type FoldInput } from './fold-input.js';
import { INITIAL_STATE, type RecipientState } from './recipient-state.js';
import { takeIn } from './take-in.js';

const HOUR = 3_600_000;

const bounce = fc.record({
  kind: fc.constant('bounce' as const),
  type: fc.constantFrom('soft', 'soft', 'soft', 'hard', 'ignored'),
  reason: fc.constantFrom('network-error', 'mailbox-full'),
  fault: fc.constantFrom('recipient', 'receiver', 'sender'),
  trusted: fc.boolean(),
});
const complaint = fc.record({ kind: fc.constant('complaint' as const), trusted: fc.boolean() });
const decision = fc.record({ kind: fc.constantFrom('suppressed' as const, 'released' as const) });
const happening = fc.oneof({ weight: 8, arbitrary: bounce }, complaint, decision);

/** In the order in which they became known; several may be of one time. */
const inputs = fc
  .array(fc.tuple(fc.nat(24 * 60), happening), { maxLength: 30 })
  .map((given) =>
    given.map(
      ([hours, what], index) => ({ ...what, at: hours * HOUR, sequence: index + 1, decision: index }) as FoldInput,
    ),
  );

describe('taking in one input after another, in whatever order', () => {
  it('comes to the same state as folding them all in the order of their time', () => {
    fc.assert(
      fc.property(inputs, (arrivals) => {
        let state = INITIAL_STATE;
        for (const [index, input] of arrivals.entries()) {
          const all = foldRecipient(arrivals.slice(0, index + 1).toSorted(compareMoments), DEFAULT_POLICY).state;
          state = takeIn(state, input, DEFAULT_POLICY) ?? all;
          expect(state).toEqual(all);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('forgets errors at the very moment at which the whole story does', () => {
    const error = (at: number, sequence: number): BounceInput => ({
      ...{ kind: 'bounce', at, sequence, type: 'soft', reason: 'network-error', fault: 'receiver', trusted: true },
    });
    const clears = DEFAULT_POLICY.clearAfterDays * 24 * HOUR;
    const countedAfter = (hours: number) =>
      takeIn(
        { ...INITIAL_STATE, errors: [{ at: 0, sequence: 1, lastAt: 0, reason: 'network-error' }] },
        error(hours, 2),
        DEFAULT_POLICY,
      )?.errors.length;
    expect([clears - 1, clears, clears + 1].map(countedAfter)).toEqual([2, 1, 1]);
  });

  it('seldom folds again what was heard of one recipient in one day', () => {
    let state: RecipientState = INITIAL_STATE;
    let foldedAgain = 0;
    const arrivals: FoldInput[] = [];
    for (let index = 0; index < 2_000; index += 1) {
      const at = ((index * 7_919) % 2_000) * 30_000;
      const input: BounceInput = {
        ...{ kind: 'bounce', at, sequence: index, type: 'soft', reason: 'network-error', fault: 'receiver' },
        trusted: true,
      };
      arrivals.push(input);
      const next = takeIn(state, input, DEFAULT_POLICY);
      if (next === null) foldedAgain += 1;
      state = next ?? foldRecipient(arrivals.toSorted(compareMoments), DEFAULT_POLICY).state;
    }
    expect(foldedAgain).toBeLessThan(30);
  });
});
