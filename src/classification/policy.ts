import type { Reason } from '../events/index.js';

/**
 * How verdicts become a recipient's status: every number of that fold. It stands in the ruleset document, so that a changed
 * threshold is previewed and applied to history like a changed rule.
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
  /** What a verified complaint does to the recipient: `denylist` blocks bulk mail, `ignore` leaves the status as it is. */
  readonly complaint: ComplaintEffect;
}

export const COMPLAINT_EFFECTS = ['denylist', 'ignore'] as const;
export type ComplaintEffect = (typeof COMPLAINT_EFFECTS)[number];

/** Adobe Campaign's defaults; what a document leaves out of its `policy` is taken from here. */
export const DEFAULT_POLICY: Policy = {
  softErrorThreshold: 5,
  significantGapHours: 24,
  clearAfterDays: 10,
  clearAfterDaysByReason: { 'mailbox-full': 30 },
  complaint: 'denylist',
};
