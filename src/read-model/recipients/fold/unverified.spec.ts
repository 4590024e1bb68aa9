import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../classification/index.js';
import type { BounceInput, FoldInput } from './fold-input.js';
import { foldRecipient, takeIn } from './fold-recipient.js';
import { clearingOf, INITIAL_STATE, statusOf } from './recipient-state.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SOFT_ERRORS: Policy = { ...DEFAULT_POLICY, unverified: 'soft-error' };

const bounce = (sequence: number, deliveredAt: number, given: Partial<BounceInput> = {}): BounceInput => ({
  ...{ kind: 'bounce', sequence, statedAt: deliveredAt, deliveredAt, receivedAt: deliveredAt },
  ...{ type: 'soft', reason: 'network-error', fault: 'receiver', guessed: false },
  ...{ verified: true, trusted: true, ...given },
});
const forged = (sequence: number, deliveredAt: number, given: Partial<BounceInput> = {}) =>
  bounce(sequence, deliveredAt, { type: 'hard', fault: 'recipient', verified: false, trusted: false, ...given });
const policies = (inputs: readonly FoldInput[], policy = DEFAULT_POLICY) =>
  foldRecipient(inputs, policy).steps.map((step) => step.policy);
const stateOf = (inputs: readonly FoldInput[], policy = DEFAULT_POLICY) => foldRecipient(inputs, policy).state;
const statusUnder = (policy: Policy, inputs: readonly FoldInput[]) => statusOf(stateOf(inputs, policy));

describe('findings that would have to be verified and are not', () => {
  it('never make more than with-errors, on however many days they come', () => {
    const forgeries = Array.from({ length: 400 }, (_, day) => forged(day + 1, day * DAY));
    expect(statusUnder(DEFAULT_POLICY, forgeries)).toBe('with-errors');
    expect(stateOf(forgeries).unverifiedFindings).toBe(400);
  });

  it('of one mail count once, whatever dates it states, also where the policy lets them count', () => {
    const dates = [1985, 1986, 1987, 1988, 1989].map((year) => Date.UTC(year, 0, 1));
    const forgeries = dates.map((statedAt, index) => forged(index + 1, 100 * DAY, { statedAt }));
    expect(statusUnder(SOFT_ERRORS, forgeries)).toBe('with-errors');
    expect(policies(forgeries, SOFT_ERRORS)).toEqual(['unverified', ...Array<string>(4).fill('soft-error-within-gap')]);
  });

  it('add up by the gaps between their receipts where the policy lets them count', () => {
    const forgeries = [0, 1, 2, 3, 4].map((day) => forged(day + 1, day * DAY));
    expect(policies(forgeries, SOFT_ERRORS).at(-1)).toBe('soft-error-threshold');
  });

  it('do not make real errors more: four and a forged one are four', () => {
    const real = [0, 1, 2, 3].map((day) => bounce(day + 1, day * DAY));
    expect(statusUnder(DEFAULT_POLICY, [...real, forged(5, 4 * DAY)])).toBe('with-errors');
  });

  it('do not hide a real error that comes within the gap after them', () => {
    const mixed = [0, 1, 2, 3, 4].flatMap((day) => [
      forged(2 * day + 1, day * DAY),
      bounce(2 * day + 2, day * DAY + HOUR),
    ]);
    expect(statusUnder(DEFAULT_POLICY, mixed)).toBe('quarantined');
  });

  it('do not keep real errors from being forgotten', () => {
    const real = [0, 1, 2, 3].map((day) => bounce(day + 1, day * DAY));
    const forgeries = [9, 18, 27].map((day, index) => forged(index + 5, day * DAY));
    const story = [...real, ...forgeries, bounce(8, 28 * DAY)];
    expect(statusUnder(DEFAULT_POLICY, story)).toBe('with-errors');
    expect(stateOf(story).errors).toHaveLength(1);
  });

  it('do not make real errors forgotten before a real one that was on its way', () => {
    const real = [0, 1, 2, 3].map((day) => bounce(day + 1, day * DAY));
    const onItsWay = bounce(6, 14 * DAY, { statedAt: 12.9 * DAY });
    expect(statusUnder(DEFAULT_POLICY, [...real, onItsWay])).toBe('quarantined');
    expect(statusUnder(DEFAULT_POLICY, [...real, forged(5, 13.5 * DAY), onItsWay])).toBe('quarantined');
  });

  it('are forgotten like errors, ten days after the last', () => {
    expect(clearingOf(stateOf([forged(1, 0), forged(2, HOUR)]), DEFAULT_POLICY).all).toBe(10 * DAY + HOUR);
    const { steps } = foldRecipient([forged(1, 0), bounce(2, 30 * DAY, { type: 'ignored' })], DEFAULT_POLICY);
    expect(steps.map(({ policy, to }) => [policy, to])).toEqual([
      ['unverified', 'with-errors'],
      ['expired', 'valid'],
      ['ignored', 'valid'],
    ]);
  });

  it('are counted from the last release on', () => {
    const released: FoldInput = { kind: 'released', at: DAY, sequence: 1.5, decision: 1 };
    expect(stateOf([forged(1, 0), released]).unverifiedFindings).toBe(0);
    expect(stateOf([forged(1, 0), released, forged(2, 2 * DAY)]).unverifiedFindings).toBe(1);
  });
});

const anyBounce = fc.record({
  hours: fc.nat(40 * 24),
  lag: fc.nat(10 * 24),
  type: fc.constantFrom('soft' as const, 'soft' as const, 'hard' as const, 'ignored' as const),
  reason: fc.constantFrom('network-error' as const, 'mailbox-full' as const, 'user-unknown' as const),
  fault: fc.constantFrom('recipient' as const, 'receiver' as const, 'sender' as const),
  guessed: fc.boolean(),
  real: fc.boolean(),
});
const stories = fc.array(anyBounce, { maxLength: 40 }).map((given) =>
  given
    .toSorted((a, b) => a.hours - b.hours)
    .map(({ hours, lag, real, ...verdict }, index) =>
      bounce(index + 1, hours * HOUR, {
        ...verdict,
        ...{ statedAt: (hours - lag) * HOUR, verified: real, trusted: real },
      }),
    ),
);

describe('forged findings among real ones', () => {
  it('change nothing of what the real ones make but valid to with-errors, in whatever order they come', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let [withForged, withoutForged] = [INITIAL_STATE, INITIAL_STATE];
        for (const input of story) {
          withForged = takeIn(withForged, input, DEFAULT_POLICY);
          if (input.trusted) withoutForged = takeIn(withoutForged, input, DEFAULT_POLICY);
          const [real, mixed] = [statusOf(withoutForged), statusOf(withForged)];
          if (mixed !== 'with-errors') expect([mixed, 'with-errors']).toContain(real);
          else expect(['valid', 'with-errors']).toContain(real);
          expect(withForged.quarantined).toEqual(withoutForged.quarantined);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
