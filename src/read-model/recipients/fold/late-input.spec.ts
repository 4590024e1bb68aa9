import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../classification/index.js';
import type { BounceInput, FoldInput } from './fold-input.js';
import { foldRecipient } from './fold-recipient.js';
import { takeIn } from './take-in.js';

const DAY = 86_400_000;
const IGNORING: Policy = { ...DEFAULT_POLICY, complaint: 'ignore' };

/** Days are unique here, so that they also tell the order of the log. */
const moment = (days: number) => ({ at: days * DAY, sequence: days });
const soft = (days: number, given: Partial<BounceInput> = {}): BounceInput => ({
  ...{ kind: 'bounce', type: 'soft', reason: 'network-error', fault: 'receiver', trusted: true },
  ...moment(days),
  ...given,
});
const hard = (days: number, trusted = true) => soft(days, { type: 'hard', reason: 'user-unknown', trusted });
const complaint = (days: number, trusted = true): FoldInput => ({ kind: 'complaint', trusted, ...moment(days) });
const decision = (kind: 'suppressed' | 'released', days: number): FoldInput => ({
  ...{ kind, decision: days },
  ...moment(days),
});

type Case = readonly [string, readonly FoldInput[], FoldInput];

const OF_NO_CONSEQUENCE: readonly Case[] = [
  ['a complaint that nothing proves', [soft(5)], complaint(1, false)],
  ['a complaint after another', [complaint(0), soft(5)], complaint(2)],
  ['a bounce that is ignored', [soft(5)], soft(1, { type: 'ignored' })],
  ['a bounce through the sender’s fault', [soft(5)], soft(1, { fault: 'sender' })],
  ['a soft error in quarantine', [hard(0), soft(5)], soft(2)],
  ['a hard error in quarantine', [hard(0), soft(5)], hard(2)],
  ['a complaint in quarantine', [hard(0), soft(5)], complaint(2)],
  ['a hard error while suppressed', [decision('suppressed', 0), soft(5)], hard(2)],
  ['a hard error in a quarantine before a suppression', [hard(0), decision('suppressed', 4), soft(5)], hard(2)],
  ['a hard error before a release', [hard(0), decision('released', 3), soft(5)], hard(2)],
  ['a soft error between one that counted and one too soon after it', [soft(0), soft(0.9)], soft(0.5)],
  ['a soft error at the time of one too soon to count', [soft(0), soft(0.9)], soft(0.9, { sequence: 0.5 })],
  ['an unproven hard error, likewise', [soft(0), soft(0.9)], hard(0.5, false)],
];

const OF_CONSEQUENCE: readonly Case[] = [
  ['a suppression', [soft(5)], decision('suppressed', 1)],
  ['a release', [soft(5)], decision('released', 1)],
  ['a complaint', [soft(5)], complaint(1)],
  ['a complaint before another', [complaint(3), soft(5)], complaint(1)],
  ['a complaint before a quarantine', [hard(3), soft(5)], complaint(1)],
  ['a soft error before a quarantine', [hard(3), soft(5)], soft(1)],
  ['a hard error after a release', [decision('released', 1), soft(5)], hard(3)],
  ['a hard error between two soft errors, of which one is too soon to count', [soft(0), soft(0.9)], hard(0.5)],
  ['a soft error before the first that counted', [soft(1), soft(1.5)], soft(0.5)],
  ['a soft error too late to be covered', [soft(0), soft(0.9), soft(3)], soft(2)],
  ['a hard error of the same time, before it in the log', [soft(5)], { ...hard(5), sequence: 4 }],
];

describe('an input that lies before others', () => {
  it.each(OF_NO_CONSEQUENCE)('leaves the state as it is: %s', (_, inputs, late) => {
    const { state } = foldRecipient(inputs, DEFAULT_POLICY);
    expect(takeIn(state, late, DEFAULT_POLICY)).toBe(state);
  });

  it('leaves the state as it is where it is a complaint and complaints are ignored', () => {
    const { state } = foldRecipient([soft(5)], IGNORING);
    expect(takeIn(state, complaint(1), IGNORING)).toBe(state);
  });

  it.each(OF_CONSEQUENCE)('has the story folded again: %s', (_, inputs, late) => {
    expect(takeIn(foldRecipient(inputs, DEFAULT_POLICY).state, late, DEFAULT_POLICY)).toBeNull();
  });
});

describe('an input of the same time as the last', () => {
  it('comes after it where it does in the log', () => {
    const { state } = foldRecipient([soft(5)], DEFAULT_POLICY);
    const after = takeIn(state, { ...hard(5), sequence: 6 }, DEFAULT_POLICY);
    expect(after?.quarantined).toEqual({ at: 5 * DAY, sequence: 6 });
  });
});
