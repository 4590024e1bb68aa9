import type { Policy } from '../../../classification/index.js';
import type { RecipientStatus } from '../recipient-views.js';
import { foldInput } from './fold-step.js';
import type { FoldInput } from './fold-input.js';
import { timeOf } from './input-time.js';
import type { PolicyRule } from './policy-rule.js';
import { clearingOf, INITIAL_STATE, statusOf, type RecipientState } from './recipient-state.js';

/** What one input did, or the expiry of the errors before it (`input` null). */
export interface Step {
  readonly input: FoldInput | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly policy: PolicyRule;
}

/**
 * A recipient's whole story under a policy, in time linear in it. @param inputs in the order in which the ledger heard
 * of them
 */
export function foldRecipient(
  inputs: Iterable<FoldInput>,
  policy: Policy,
): { readonly state: RecipientState; readonly steps: readonly Step[] } {
  let state = INITIAL_STATE;
  const steps: Step[] = [];
  for (const input of inputs) {
    const at = timeOf(input, policy);
    const { state: cleared, clearedAt } = clearedBy(input, at, state, policy);
    if (clearedAt !== null) {
      steps.push({ input: null, at: clearedAt, from: statusOf(state), to: statusOf(cleared), policy: 'expired' });
    }
    const folded = foldInput(cleared, input, policy);
    steps.push({ input, at, from: statusOf(cleared), to: statusOf(folded.state), policy: folded.rule });
    state = folded.state;
  }
  return { state, steps };
}

/** What the next input makes of a recipient. */
export function takeIn(state: RecipientState, input: FoldInput, policy: Policy): RecipientState {
  return foldInput(clearedBy(input, timeOf(input, policy), state, policy).state, input, policy).state;
}

/**
 * The state without what is forgotten by the time of an input, and when the last of that was. A finding that anybody
 * may have written clears no real errors: one that happened before they would be forgotten may be on its way.
 */
function clearedBy(
  input: FoldInput,
  at: number,
  state: RecipientState,
  policy: Policy,
): { readonly state: RecipientState; readonly clearedAt: number | null } {
  const { errors, unverified } = clearingOf(state, policy);
  const mayClearErrors = policy.unverified !== 'with-errors' || !('trusted' in input) || input.trusted;
  const areErrorsCleared = mayClearErrors && errors !== null && errors <= at;
  const isUnverifiedCleared = unverified !== null && unverified <= at;
  if (!areErrorsCleared && !isUnverifiedCleared) return { state, clearedAt: null };
  return {
    state: {
      ...state,
      errors: areErrorsCleared ? [] : state.errors,
      unverifiedError: isUnverifiedCleared ? null : state.unverifiedError,
    },
    clearedAt: Math.max(areErrorsCleared ? errors : 0, isUnverifiedCleared ? unverified : 0),
  };
}
