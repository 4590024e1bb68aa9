import type { Policy } from '../../../classification/index.js';
import { foldInput, isBlocked } from './fold-recipient.js';
import { compareMoments, type BounceInput, type FoldInput } from './fold-input.js';
import type { RecipientState } from './recipient-state.js';

/**
 * The state with one more input, which may lie before others that it holds; null where those have to be folded again, as
 * they may mean something else after it. So that many findings on one recipient, in whatever order, are seldom folded again.
 */
export function takeIn(state: RecipientState, input: FoldInput, policy: Policy): RecipientState | null {
  if (state.last === null || compareMoments(state.last, input) <= 0) {
    return foldInput(state, input, policy).state;
  }
  return changesNothing(state, input, policy) ? state : null;
}

function changesNothing(state: RecipientState, input: FoldInput, policy: Policy): boolean {
  const { released } = state;
  if (released !== null && compareMoments(input, released) < 0) return true;
  switch (input.kind) {
    case 'released':
    case 'suppressed':
      return false;
    case 'complaint':
      if (!input.trusted || policy.complaint === 'ignore' || isBlockedBefore(state, input)) return true;
      return state.complained !== null && compareMoments(state.complained, input) < 0;
    case 'bounce':
      if (input.type === 'ignored' || input.fault === 'sender' || isBlockedBefore(state, input)) return true;
      return (input.type === 'soft' || !input.trusted) && isCovered(state, input);
  }
}

function isBlockedBefore(state: RecipientState, input: FoldInput): boolean {
  const blocks = [state.suppressed, state.quarantined].filter((moment) => moment !== null);
  return isBlocked(state) && blocks.some((moment) => compareMoments(moment, input) < 0);
}

/** Whether it came too soon after a counted error to count, and no later than others that did. */
function isCovered({ errors }: RecipientState, input: BounceInput): boolean {
  return errors.some((error) => compareMoments(error, input) < 0 && input.at <= error.lastAt);
}
