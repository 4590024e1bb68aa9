import type { Policy } from '../../../classification/index.js';
import type { RecipientStatus } from '../recipient-views.js';
import type { BounceInput, FoldInput } from './fold-input.js';
import { clearsAt, INITIAL_STATE, statusOf, type RecipientState } from './recipient-state.js';

const HOUR_MS = 3_600_000;

/** Which rule of the policy decided what an input did. */
export type PolicyRule =
  | 'hard-at-once'
  | 'soft-error-counted'
  | 'soft-error-threshold'
  | 'soft-error-within-gap'
  | 'unverified'
  | 'sender-fault'
  | 'ignored'
  | 'complaint'
  | 'complaint-ignored'
  | 'already-quarantined'
  | 'already-denylisted'
  | 'suppressed'
  | 'released'
  | 'expired';

/** What one input did, or the expiry of the errors before it (`input` null). */
export interface Step {
  readonly input: FoldInput | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly policy: PolicyRule;
}

export interface Folded {
  readonly state: RecipientState;
  readonly rule: PolicyRule;
}

/** A recipient's whole story under a policy. @param inputs in the order of their moments */
export function foldRecipient(
  inputs: Iterable<FoldInput>,
  policy: Policy,
): { readonly state: RecipientState; readonly steps: readonly Step[] } {
  let state = INITIAL_STATE;
  const steps: Step[] = [];
  for (const input of inputs) {
    const clears = clearsAt(state, policy);
    if (clears !== null && clears <= input.at) {
      const cleared = { ...state, errors: [] };
      steps.push({ input: null, at: clears, from: statusOf(state), to: statusOf(cleared), policy: 'expired' });
      state = cleared;
    }
    const folded = foldInput(state, input, policy);
    steps.push({ input, at: input.at, from: statusOf(state), to: statusOf(folded.state), policy: folded.rule });
    state = folded.state;
  }
  return { state, steps };
}

/** What the next input makes of a recipient. @param input not before the state's last */
export function foldInput(before: RecipientState, input: FoldInput, policy: Policy): Folded {
  const { at, sequence } = input;
  const moment = { at, sequence };
  const clears = clearsAt(before, policy);
  const state = { ...before, errors: clears !== null && clears <= at ? [] : before.errors, last: moment };
  switch (input.kind) {
    case 'released':
      return { state: { ...INITIAL_STATE, released: moment, last: moment }, rule: 'released' };
    case 'suppressed':
      return { state: { ...state, suppressed: moment }, rule: 'suppressed' };
    case 'complaint':
      if (!input.trusted) return { state, rule: 'unverified' };
      if (policy.complaint === 'ignore') return { state, rule: 'complaint-ignored' };
      if (isBlocked(state)) return { state, rule: blockedBy(state) };
      if (state.complained !== null) return { state, rule: 'already-denylisted' };
      return { state: { ...state, complained: moment }, rule: 'complaint' };
    case 'bounce':
      if (input.type === 'ignored') return { state, rule: 'ignored' };
      if (input.fault === 'sender') return { state, rule: 'sender-fault' };
      if (isBlocked(state)) return { state, rule: blockedBy(state) };
      if (input.type === 'soft' || !input.trusted) return foldError(state, input, policy);
      return { state: { ...state, quarantined: moment }, rule: 'hard-at-once' };
  }
}

/** Nothing that comes now matters any more: only a release ends this, and that clears everything. */
export function isBlocked({ suppressed, quarantined }: RecipientState): boolean {
  return suppressed !== null || quarantined !== null;
}

function blockedBy({ suppressed }: RecipientState): PolicyRule {
  return suppressed === null ? 'already-quarantined' : 'suppressed';
}

function foldError(state: RecipientState, { at, sequence, type, reason }: BounceInput, policy: Policy): Folded {
  const last = state.errors.at(-1);
  if (last !== undefined && at - last.at < policy.significantGapHours * HOUR_MS) {
    const errors = [...state.errors.slice(0, -1), { ...last, lastAt: at }];
    return { state: { ...state, errors }, rule: 'soft-error-within-gap' };
  }
  const errors = [...state.errors, { at, sequence, lastAt: at, reason }];
  if (errors.length < policy.softErrorThreshold) {
    return { state: { ...state, errors }, rule: type === 'hard' ? 'unverified' : 'soft-error-counted' };
  }
  return { state: { ...state, errors, quarantined: { at, sequence } }, rule: 'soft-error-threshold' };
}
