import type { Policy } from '../../../classification/index.js';
import type { RecipientStatus } from '../recipient-views.js';
import type { BounceIncident, Incident } from './incident.js';
import { clearsAt, INITIAL_STATE, statusOf, type RecipientState } from './recipient-state.js';

const HOUR_MS = 3_600_000;

/** Which rule of the policy decided what an incident did. */
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

/** What one incident did, or the expiry of the errors before it (`incident` null). */
export interface Step {
  readonly incident: Incident | null;
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

/** A recipient's whole story under a policy. @param incidents in the order of their moments */
export function foldRecipient(
  incidents: Iterable<Incident>,
  policy: Policy,
): { readonly state: RecipientState; readonly steps: readonly Step[] } {
  let state = INITIAL_STATE;
  const steps: Step[] = [];
  for (const incident of incidents) {
    const clears = clearsAt(state, policy);
    if (clears !== null && clears <= incident.at) {
      const cleared = { ...state, errors: [] };
      steps.push({ incident: null, at: clears, from: statusOf(state), to: statusOf(cleared), policy: 'expired' });
      state = cleared;
    }
    const folded = foldIncident(state, incident, policy);
    steps.push({ incident, at: incident.at, from: statusOf(state), to: statusOf(folded.state), policy: folded.rule });
    state = folded.state;
  }
  return { state, steps };
}

/** What the next incident makes of a recipient. @param incident not before the state's last */
export function foldIncident(before: RecipientState, incident: Incident, policy: Policy): Folded {
  const { at, sequence } = incident;
  const moment = { at, sequence };
  const clears = clearsAt(before, policy);
  const state = { ...before, errors: clears !== null && clears <= at ? [] : before.errors, last: moment };
  switch (incident.kind) {
    case 'released':
      return { state: { ...INITIAL_STATE, released: moment, last: moment }, rule: 'released' };
    case 'suppressed':
      return { state: { ...state, suppressed: moment }, rule: 'suppressed' };
    case 'complaint':
      if (!incident.trusted) return { state, rule: 'unverified' };
      if (policy.complaint === 'ignore') return { state, rule: 'complaint-ignored' };
      if (isBlocked(state)) return { state, rule: blockedBy(state) };
      if (state.complained !== null) return { state, rule: 'already-denylisted' };
      return { state: { ...state, complained: moment }, rule: 'complaint' };
    case 'bounce':
      if (incident.type === 'ignored') return { state, rule: 'ignored' };
      if (incident.fault === 'sender') return { state, rule: 'sender-fault' };
      if (isBlocked(state)) return { state, rule: blockedBy(state) };
      if (incident.type === 'soft' || !incident.trusted) return foldError(state, incident, policy);
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

function foldError(state: RecipientState, { at, sequence, type, reason }: BounceIncident, policy: Policy): Folded {
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
