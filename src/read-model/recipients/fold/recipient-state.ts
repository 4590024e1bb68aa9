import type { Policy } from '../../../classification/index.js';
import type { Blocks, Reason } from '../../../events/index.js';
import type { RecipientStatus } from '../recipient-views.js';
import type { SuppressedMoment, Moment } from './fold-input.js';

const DAY_MS = 86_400_000;

/** A soft error that counted, with those that came too soon after it to count. */
export interface CountedError extends Moment {
  /** The latest of those that it covers, or its own time. */
  readonly lastAt: number;
  readonly reason: Reason;
}

/**
 * What is kept of a recipient's inputs: enough to take in the next one, and to tell the status at any later time,
 * without looking at them again. No clock is in it: what expires is compared when it is read.
 */
export interface RecipientState {
  /**
   * Counted since the counter was last cleared, by their times. Fewer than the policy's threshold, or as many in
   * quarantine.
   */
  readonly errors: readonly CountedError[];
  readonly quarantined: Moment | null;
  readonly complained: Moment | null;
  /** What blocks everything. */
  readonly suppressed: SuppressedMoment | null;
  /** What blocks bulk mail. */
  readonly suppressedForBulk: SuppressedMoment | null;
  readonly released: Moment | null;
  /** Findings since the last release that would have to be verified and are not. */
  readonly unverifiedFindings: number;
  /**
   * The latest of them that makes the recipient with-errors. It never touches `errors`: nobody adds to it, or hides
   * one.
   */
  readonly unverifiedError: CountedError | null;
  /** Sends that the recipient complained about, the latest last: each counts once, also across a release. */
  readonly complainedSends: readonly string[];
}

export const INITIAL_STATE: RecipientState = {
  errors: [],
  quarantined: null,
  complained: null,
  suppressed: null,
  suppressedForBulk: null,
  released: null,
  unverifiedFindings: 0,
  unverifiedError: null,
  complainedSends: [],
};

/** The status as of the last input. A suppression blocks everything, as a quarantine does, or bulk mail. */
export function statusOf(state: RecipientState): RecipientStatus {
  if (isBlocked(state)) return 'quarantined';
  if (state.suppressedForBulk !== null || state.complained !== null) return 'denylisted';
  return state.errors.length > 0 || state.unverifiedError !== null ? 'with-errors' : 'valid';
}

/** Nothing that comes now matters any more: only a release ends this, and that clears everything. */
export function isBlocked({ suppressed, quarantined }: RecipientState): boolean {
  return suppressed !== null || quarantined !== null;
}

/** Whether a suppression stands that blocks this. */
export function isSuppressed({ suppressed, suppressedForBulk }: RecipientState, blocks: Blocks): boolean {
  return (blocks === 'all' ? suppressed : suppressedForBulk) !== null;
}

/** When an error is forgotten if no further one comes. */
export function forgottenAt({ lastAt, reason }: CountedError, policy: Policy): number {
  return lastAt + (policy.clearAfterDaysByReason[reason] ?? policy.clearAfterDays) * DAY_MS;
}

/** When something is forgotten if nothing further comes (milliseconds since 1970); null where nothing ever is. */
export interface Clearing {
  /** The counted errors. */
  readonly errors: number | null;
  /** The error that is not verified. */
  readonly unverified: number | null;
  /** The last of both. */
  readonly all: number | null;
}

/**
 * When errors are forgotten. Null where there are none, and in quarantine: there nothing is sent that could fail, so
 * that the absence of errors tells nothing; a person releases.
 */
export function clearingOf(state: RecipientState, policy: Policy): Clearing {
  if (isBlocked(state)) return { errors: null, unverified: null, all: null };
  const last = state.errors.at(-1);
  const errors = last === undefined ? null : forgottenAt(last, policy);
  const unverified = state.unverifiedError === null ? null : forgottenAt(state.unverifiedError, policy);
  return { errors, unverified, all: latest(errors, unverified) };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** What the status rests on: a finding's or a decision's moment; null while it is valid. */
export function causeOf({
  suppressed,
  quarantined,
  suppressedForBulk,
  complained,
  errors,
  unverifiedError,
}: RecipientState): Moment | SuppressedMoment | null {
  return suppressed ?? quarantined ?? suppressedForBulk ?? complained ?? errors.at(-1) ?? unverifiedError;
}
