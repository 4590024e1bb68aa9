import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../classification/index.js';
import { countError } from './count-error.js';
import { compareInputs, type BounceInput, type ComplaintInput, type FoldInput } from './fold-input.js';
import { foldRecipient } from './fold-recipient.js';
import { causeOf, clearingOf, statusOf } from './recipient-state.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GAP = DEFAULT_POLICY.significantGapHours * HOUR;

const reported = (sequence: number, at: number) => ({
  sequence,
  statedAt: at,
  deliveredAt: at,
  receivedAt: at,
  verified: true,
  trusted: true,
});
const bounce = (sequence: number, at: number, given: Partial<BounceInput> = {}): BounceInput => ({
  kind: 'bounce',
  ...reported(sequence, at),
  type: 'soft',
  reason: 'network-error',
  fault: 'receiver',
  guessed: false,
  ...given,
});
const hard = (sequence: number, at: number, given: Partial<BounceInput> = {}) =>
  bounce(sequence, at, { type: 'hard', reason: 'user-unknown', fault: 'recipient', ...given });
const forged = (sequence: number, at: number) => hard(sequence, at, { verified: false, trusted: false });
const complaint = (sequence: number, at: number, given: Partial<ComplaintInput> = {}): ComplaintInput => ({
  kind: 'complaint',
  ...reported(sequence, at),
  send: null,
  ...given,
});
const decision = (kind: 'suppressed' | 'released', sequence: number, at: number): FoldInput => {
  const moment = { sequence, at, decision: sequence };
  return kind === 'released' ? { kind, ...moment } : { kind, ...moment, suppression: 'manual', imported: false };
};

const policies = (inputs: readonly FoldInput[], policy: Policy = DEFAULT_POLICY) =>
  foldRecipient(inputs, policy).steps.map((step) => step.policy);
const stateOf = (inputs: readonly FoldInput[], policy: Policy = DEFAULT_POLICY) => foldRecipient(inputs, policy).state;

describe('a complaint', () => {
  it('rests on its own moment', () => {
    expect(causeOf(stateOf([complaint(7, 3 * DAY)]))).toEqual({ at: 3 * DAY, sequence: 7 });
  });

  it('from before a release changes nothing', () => {
    const story = [decision('released', 1, 2 * DAY), complaint(2, DAY)];
    expect(policies(story)).toEqual(['released', 'before-release']);
    expect(statusOf(stateOf(story))).toBe('valid');
  });

  it('about the same send counts once, also across a release', () => {
    const story = [complaint(1, 0, { send: 'a' }), decision('released', 2, DAY), complaint(3, 2 * DAY, { send: 'a' })];
    expect(policies(story)).toEqual(['complaint', 'released', 'complaint-repeated']);
    expect(statusOf(stateOf(story))).toBe('valid');
  });

  it('about another send counts after a release', () => {
    const story = [complaint(1, 0, { send: 'a' }), decision('released', 2, DAY), complaint(3, 2 * DAY, { send: 'b' })];
    expect(policies(story)).toEqual(['complaint', 'released', 'complaint']);
  });

  it('about no one send is repeated by none', () => {
    const story = [complaint(1, 0), decision('released', 2, DAY), complaint(3, 2 * DAY)];
    expect(policies(story)).toEqual(['complaint', 'released', 'complaint']);
    expect(stateOf(story).complainedSends).toEqual([]);
  });

  it('is remembered with the last hundred sends', () => {
    const story = Array.from({ length: 101 }, (_, index) => complaint(index, index * DAY, { send: `send ${index}` }));
    const { complainedSends } = stateOf(story);
    expect(complainedSends).toHaveLength(100);
    expect([complainedSends.at(0), complainedSends.at(-1)]).toEqual(['send 1', 'send 100']);
  });
});

describe('a bounce', () => {
  it('that happened at the moment of a release counts; before it, it does not', () => {
    const released = decision('released', 1, 2 * DAY);
    expect(policies([released, hard(2, 2 * DAY)])).toEqual(['released', 'hard-at-once']);
    expect(policies([released, hard(2, 2 * DAY - 1)])).toEqual(['released', 'before-release']);
  });

  it('too old when it is read does not act', () => {
    const policy = { ...DEFAULT_POLICY, ignoreBouncesAfterDays: 30 };
    expect(policies([hard(1, 0, { receivedAt: 31 * DAY })], policy)).toEqual(['too-old']);
    expect(policies([hard(1, 0, { receivedAt: 30 * DAY })], policy)).toEqual(['hard-at-once']);
  });

  it('that was guessed counts as a soft error, where the policy says so', () => {
    const guess = hard(1, 0, { guessed: true });
    expect(policies([guess], { ...DEFAULT_POLICY, guesses: 'soft-error' })).toEqual(['guess']);
    expect(policies([guess], { ...DEFAULT_POLICY, guesses: 'as-classified' })).toEqual(['hard-at-once']);
    expect(policies([hard(1, 0)], { ...DEFAULT_POLICY, guesses: 'soft-error' })).toEqual(['hard-at-once']);
  });

  it('that was long forgotten when the next one came does not count', () => {
    const late = bounce(2, 0, { deliveredAt: 0, receivedAt: 20 * DAY });
    const story = [bounce(1, 20 * DAY), late];
    expect(policies(story)).toEqual(['soft-error-counted', 'soft-error-forgotten']);
    expect(stateOf(story).errors).toHaveLength(1);
  });
});

describe('a finding that is not verified', () => {
  it('is one error with those that come within the gap after it, and another from there on', () => {
    expect(policies([forged(1, 0), forged(2, GAP - 1)])).toEqual(['unverified', 'unverified-within-gap']);
    expect(policies([forged(1, 0), forged(2, GAP)])).toEqual(['unverified', 'unverified']);
    expect(stateOf([forged(1, 0), forged(2, HOUR)]).unverifiedError).toMatchObject({
      at: 0,
      lastAt: HOUR,
      sequence: 1,
    });
  });

  it('of somebody blocked is counted as a finding, under any policy', () => {
    const policy: Policy = { ...DEFAULT_POLICY, unverified: 'soft-error' };
    const story = [hard(1, 0), forged(2, DAY)];
    expect(policies(story, policy)).toEqual(['hard-at-once', 'already-quarantined']);
    expect(stateOf(story, policy).unverifiedFindings).toBe(1);
  });

  it('is forgotten apart from the errors that count, each in its time', () => {
    const afterDays = DEFAULT_POLICY.clearAfterDays;
    const story = [forged(1, 0), bounce(2, 5 * DAY)];
    const clearing = clearingOf(stateOf(story), DEFAULT_POLICY);
    expect(clearing).toEqual({
      errors: (5 + afterDays) * DAY,
      unverified: afterDays * DAY,
      all: (5 + afterDays) * DAY,
    });
    const [, , expired] = foldRecipient([...story, bounce(3, afterDays * DAY)], DEFAULT_POLICY).steps;
    expect(expired).toMatchObject({ input: null, at: afterDays * DAY, from: 'with-errors', to: 'with-errors' });
    expect(stateOf([...story, bounce(3, afterDays * DAY)]).unverifiedError).toBeNull();
    expect(stateOf([...story, bounce(3, afterDays * DAY - 1)]).unverifiedError).not.toBeNull();
  });

  it('lets a suppression forget nothing that it would not have forgotten itself', () => {
    const policy: Policy = { ...DEFAULT_POLICY, unverified: 'with-errors' };
    const forgottenBy = (last: FoldInput) => policies([bounce(1, 0), last], policy)[1];
    expect(forgottenBy(forged(2, 100 * DAY))).toBe('unverified');
    expect(forgottenBy(decision('suppressed', 2, 100 * DAY))).toBe('expired');
    expect(policies([bounce(1, 0), forged(2, 100 * DAY)], { ...policy, unverified: 'soft-error' })[1]).toBe('expired');
  });

  it('and errors that are forgotten together are forgotten when the later of them is', () => {
    const steps = foldRecipient([forged(1, DAY), bounce(2, 0), bounce(3, 100 * DAY)], DEFAULT_POLICY).steps;
    expect(steps[2]).toMatchObject({ input: null, at: (1 + DEFAULT_POLICY.clearAfterDays) * DAY, to: 'valid' });
  });
});

describe('one more error', () => {
  const error = (sequence: number, at: number) => ({ at, sequence, lastAt: at, reason: 'network-error' as const });

  it('says whether it counted, came too soon, or had been forgotten', () => {
    const outcome = (...errors: Parameters<typeof error>[]) => {
      const [given = error(0, 0), ...before] = errors.map((one) => error(...one));
      return countError(before, given, DEFAULT_POLICY).outcome;
    };
    expect(outcome([2, GAP], [1, 0])).toBe('counted');
    expect(outcome([2, GAP - 1], [1, 0])).toBe('within-gap');
    expect(outcome([2, 0], [1, GAP - 1])).toBe('within-gap');
    expect(outcome([2, 0], [1, 20 * DAY])).toBe('forgotten');
    expect(outcome([2, 0], [1, DEFAULT_POLICY.clearAfterDays * DAY])).toBe('forgotten');
    expect(outcome([2, 0], [1, DEFAULT_POLICY.clearAfterDays * DAY - 1])).toBe('counted');
  });

  it('at the time of one that counts is covered by it', () => {
    const first = error(1, DAY);
    expect(countError([first], error(2, DAY), DEFAULT_POLICY)).toEqual({ errors: [first], outcome: 'within-gap' });
  });
});

describe('inputs', () => {
  it('stand in the order in which the ledger heard of them, decisions between the same findings by their number', () => {
    const between = (number: number): FoldInput => ({ kind: 'released', at: 0, sequence: 4.5, decision: number });
    const inOrder = [bounce(4, 9 * DAY), between(1), between(2), bounce(5, 0)];
    expect(inOrder.toReversed().sort(compareInputs)).toEqual(inOrder);
    expect(compareInputs(bounce(4, 0), bounce(4, DAY))).toBe(0);
  });
});
