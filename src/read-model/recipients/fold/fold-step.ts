import type { Policy } from '../../../classification/index.js';
import { blocksOf } from '../../../events/index.js';
import { countError } from './count-error.js';
import type { BounceInput, ComplaintInput, FoldInput, SuppressionInput } from './fold-input.js';
import { isTooOld, timeOf } from './input-time.js';
import type { PolicyRule } from './policy-rule.js';
import { INITIAL_STATE, isBlocked, isSuppressed, type CountedError, type RecipientState } from './recipient-state.js';

const HOUR_MS = 3_600_000;
/** Sends whose complaints are remembered: nobody complains about more of them before anybody looks. */
const MAX_COMPLAINED_SENDS = 100;

export interface Folded {
  readonly state: RecipientState;
  readonly rule: PolicyRule;
}

/** What the next input makes of a recipient. @param state without what had been forgotten when the input happened */
export function foldInput(state: RecipientState, input: FoldInput, policy: Policy): Folded {
  const moment = { at: timeOf(input, policy), sequence: input.sequence };
  switch (input.kind) {
    case 'released': {
      const { complainedSends } = state;
      return { state: { ...INITIAL_STATE, released: moment, complainedSends }, rule: 'released' };
    }
    case 'suppressed':
      return foldSuppression(state, input);
    case 'complaint':
      return foldComplaint(state, input, moment.at, policy);
    case 'bounce':
      return foldBounce(state, input, moment.at, policy);
  }
}

function foldSuppression(state: RecipientState, input: SuppressionInput): Folded {
  const { at, sequence, decision, suppression, imported } = input;
  const blocks = blocksOf(suppression);
  if (imported && isBeforeRelease(state, at)) return { state, rule: 'before-release' };
  if (imported && isSuppressed(state, blocks)) return { state, rule: 'already-suppressed' };
  const moment = { at, sequence, decision, suppression };
  return blocks === 'all'
    ? { state: { ...state, suppressed: moment }, rule: 'suppressed' }
    : { state: { ...state, suppressedForBulk: moment }, rule: 'suppressed-for-bulk' };
}

function foldComplaint(before: RecipientState, input: ComplaintInput, at: number, policy: Policy): Folded {
  const { sequence, send, trusted } = input;
  if (isBeforeRelease(before, at)) return { state: before, rule: 'before-release' };
  if (!trusted) return { state: withUnverified(before), rule: 'unverified' };
  if (policy.complaint === 'ignore') return { state: before, rule: 'complaint-ignored' };
  if (send !== null && before.complainedSends.includes(send)) return { state: before, rule: 'complaint-repeated' };
  const complainedSends =
    send === null ? before.complainedSends : [...before.complainedSends, send].slice(-MAX_COMPLAINED_SENDS);
  const state = { ...before, complainedSends };
  if (isBlocked(state)) return { state, rule: blockedBy(state) };
  if (state.complained !== null) return { state, rule: 'already-denylisted' };
  return { state: { ...state, complained: { at, sequence } }, rule: 'complaint' };
}

function foldBounce(state: RecipientState, input: BounceInput, at: number, policy: Policy): Folded {
  const { sequence, type, reason, fault, trusted, guessed, receivedAt } = input;
  if (type === 'ignored') return { state, rule: 'ignored' };
  if (fault === 'sender') return { state, rule: 'sender-fault' };
  if (isBeforeRelease(state, at)) return { state, rule: 'before-release' };
  if (isTooOld(receivedAt, at, policy)) return { state, rule: 'too-old' };
  const error: CountedError = { at, sequence, lastAt: at, reason };
  if (!trusted) {
    const noted = withUnverified(state);
    if (policy.unverified === 'with-errors') return foldUnverified(noted, error, policy);
    return isBlocked(state) ? { state: noted, rule: blockedBy(state) } : foldError(noted, error, 'unverified', policy);
  }
  if (isBlocked(state)) return { state, rule: blockedBy(state) };
  if (type === 'soft') return foldError(state, error, 'soft-error-counted', policy);
  if (guessed && policy.guesses === 'soft-error') return foldError(state, error, 'guess', policy);
  return { state: { ...state, quarantined: { at, sequence } }, rule: 'hard-at-once' };
}

/** The mail lay in the mailbox, or the suppression in a list, when a person released the recipient. */
function isBeforeRelease({ released }: RecipientState, at: number): boolean {
  return released !== null && at < released.at;
}

function blockedBy({ suppressed }: RecipientState): PolicyRule {
  return suppressed === null ? 'already-quarantined' : 'suppressed';
}

function withUnverified(state: RecipientState): RecipientState {
  return { ...state, unverifiedFindings: state.unverifiedFindings + 1 };
}

/**
 * Makes with-errors and never more, however many there are: one error stands for all, the latest that lies a gap after
 * the last.
 */
function foldUnverified(state: RecipientState, error: CountedError, policy: Policy): Folded {
  const last = state.unverifiedError;
  if (last === null || error.at - last.at >= policy.significantGapHours * HOUR_MS) {
    return { state: { ...state, unverifiedError: error }, rule: 'unverified' };
  }
  const unverifiedError = { ...last, lastAt: Math.max(last.lastAt, error.at) };
  return { state: { ...state, unverifiedError }, rule: 'unverified-within-gap' };
}

/** @param rule which the error counts by, where it counts and is not the one that quarantines */
function foldError(state: RecipientState, error: CountedError, rule: PolicyRule, policy: Policy): Folded {
  const { errors, outcome } = countError(state.errors, error, policy);
  const counted = { ...state, errors };
  if (outcome === 'within-gap') return { state: counted, rule: 'soft-error-within-gap' };
  if (outcome === 'forgotten') return { state: counted, rule: 'soft-error-forgotten' };
  if (errors.length < policy.softErrorThreshold) return { state: counted, rule };
  const { at, sequence } = error;
  return { state: { ...counted, quarantined: { at, sequence } }, rule: 'soft-error-threshold' };
}
