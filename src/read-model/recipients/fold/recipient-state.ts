import type { Policy } from '../../../classification/index.js';
import type { Reason } from '../../../events/index.js';
import type { RecipientStatus } from '../recipient-views.js';
import type { Moment } from './fold-input.js';

const DAY_MS = 86_400_000;

/** A soft error that counted, with those after it that came too soon to count. */
export interface CountedError extends Moment {
  /** The latest of those that it covers, or its own time. */
  readonly lastAt: number;
  readonly reason: Reason;
}

/**
 * What is kept of a recipient's inputs: enough to tell the status at any later time, and to take in most inputs, also
 * late ones, without looking at the others again. No clock is in it: what expires is compared when it is read.
 */
export interface RecipientState {
  /** Counted since the counter was last cleared. */
  readonly errors: readonly CountedError[];
  readonly quarantined: Moment | null;
  readonly complained: Moment | null;
  readonly suppressed: Moment | null;
  readonly released: Moment | null;
  /** The last input of all. */
  readonly last: Moment | null;
}

export const INITIAL_STATE: RecipientState = {
  errors: [],
  quarantined: null,
  complained: null,
  suppressed: null,
  released: null,
  last: null,
};

/** The status as of the last input. A suppression blocks everything, as a quarantine does. */
export function statusOf({ suppressed, quarantined, complained, errors }: RecipientState): RecipientStatus {
  if (suppressed !== null || quarantined !== null) return 'quarantined';
  if (complained !== null) return 'denylisted';
  return errors.length > 0 ? 'with-errors' : 'valid';
}

/**
 * When the errors are forgotten if no further one comes (milliseconds since 1970). Null where there are none, and in
 * quarantine: there nothing is sent that could fail, so that the absence of errors tells nothing; a person releases.
 */
export function clearsAt({ suppressed, quarantined, errors }: RecipientState, policy: Policy): number | null {
  const last = errors.at(-1);
  if (last === undefined || quarantined !== null || suppressed !== null) return null;
  return last.lastAt + (policy.clearAfterDaysByReason[last.reason] ?? policy.clearAfterDays) * DAY_MS;
}

/** What the status rests on: a finding's or a decision's moment; null while it is valid. */
export function causeOf({ suppressed, quarantined, complained, errors }: RecipientState): Moment | null {
  return suppressed ?? quarantined ?? complained ?? errors.at(-1) ?? null;
}
