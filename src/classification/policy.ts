import type { Reason } from '../events/index.js';

/**
 * How verdicts become a recipient's status: every number of that fold. It stands in the ruleset document, so that a
 * changed threshold is previewed and applied to history like a changed rule.
 */
export interface Policy {
  /** The soft error that quarantines: 5 means the fifth. At least 1. */
  readonly softErrorThreshold: number;
  /** Hours since the last counted soft error from which on a further one counts. 0: each one counts. */
  readonly significantGapHours: number;
  /** Days without an error after which the counter is cleared. */
  readonly clearAfterDays: number;
  /** The same, by the reason of the last counted error, where it differs. */
  readonly clearAfterDaysByReason: Readonly<Partial<Record<Reason, number>>>;
  /**
   * What a verified complaint does to the recipient: `denylist` blocks bulk mail, `ignore` leaves the status as it is.
   */
  readonly complaint: ComplaintEffect;
  /**
   * What a finding does that would have to be verified and is not, as sends are registered to its recipient or of its
   * campaign. `with-errors`: it never counts towards a quarantine. `soft-error`: a bounce counts as one soft error, by
   * the time at which it was received. A complaint that is not verified denylists nobody either way.
   */
  readonly unverified: UnverifiedEffect;
  /**
   * What a hard verdict does that rests on a guess: on a recipient whom the report does not name, or on a code without
   * words. `soft-error`: it counts as one soft error. `as-classified`: it quarantines at once.
   */
  readonly guesses: GuessEffect;
  /**
   * Days before its receipt from which on a date that a report states is not believed: the time of receipt counts. RFC
   * 5321 (4.5.4.1) has servers try for four to five days, so that a truthful report may be that long on its way.
   */
  readonly believeDatesForDays: number;
  /** Days after which a bounce that we read only now does nothing any more; null: it always acts. */
  readonly ignoreBouncesAfterDays: number | null;
}

export const COMPLAINT_EFFECTS = ['denylist', 'ignore'] as const;
export type ComplaintEffect = (typeof COMPLAINT_EFFECTS)[number];

export const UNVERIFIED_EFFECTS = ['with-errors', 'soft-error'] as const;
export type UnverifiedEffect = (typeof UNVERIFIED_EFFECTS)[number];

export const GUESS_EFFECTS = ['soft-error', 'as-classified'] as const;
export type GuessEffect = (typeof GUESS_EFFECTS)[number];

/**
 * Adobe Campaign's numbers, and our own care about who says it; what a document leaves out of its `policy` is taken
 * from here.
 */
export const DEFAULT_POLICY: Policy = {
  softErrorThreshold: 5,
  significantGapHours: 24,
  clearAfterDays: 10,
  clearAfterDaysByReason: { 'mailbox-full': 30 },
  complaint: 'denylist',
  unverified: 'with-errors',
  guesses: 'soft-error',
  believeDatesForDays: 5,
  ignoreBouncesAfterDays: null,
};
