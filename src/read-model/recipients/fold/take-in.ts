import type { Policy } from '../../../classification/index.js';
import { foldIncident, isBlocked } from './fold-recipient.js';
import { compareMoments, type BounceIncident, type Incident } from './incident.js';
import type { RecipientState } from './recipient-state.js';

/**
 * The state with one more incident, which may lie before others that it holds; null where those have to be folded again, as
 * they may mean something else after it. So that many reports on one recipient, in whatever order, are seldom folded again.
 */
export function takeIn(state: RecipientState, incident: Incident, policy: Policy): RecipientState | null {
  if (state.last === null || compareMoments(state.last, incident) <= 0) {
    return foldIncident(state, incident, policy).state;
  }
  return changesNothing(state, incident, policy) ? state : null;
}

function changesNothing(state: RecipientState, incident: Incident, policy: Policy): boolean {
  const { released } = state;
  if (released !== null && compareMoments(incident, released) < 0) return true;
  switch (incident.kind) {
    case 'released':
    case 'suppressed':
      return false;
    case 'complaint':
      if (!incident.trusted || policy.complaint === 'ignore' || isBlockedBefore(state, incident)) return true;
      return state.complained !== null && compareMoments(state.complained, incident) < 0;
    case 'bounce':
      if (incident.type === 'ignored' || incident.fault === 'sender' || isBlockedBefore(state, incident)) return true;
      return (incident.type === 'soft' || !incident.trusted) && isCovered(state, incident);
  }
}

function isBlockedBefore(state: RecipientState, incident: Incident): boolean {
  const blocks = [state.suppressed, state.quarantined].filter((moment) => moment !== null);
  return isBlocked(state) && blocks.some((moment) => compareMoments(moment, incident) < 0);
}

/** Whether it came too soon after a counted error to count, and no later than others that did. */
function isCovered({ errors }: RecipientState, incident: BounceIncident): boolean {
  return errors.some((error) => compareMoments(error, incident) < 0 && incident.at <= error.lastAt);
}
