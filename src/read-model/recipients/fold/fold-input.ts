import type { Fault, Reason, VerdictType } from '../../../events/index.js';

/** A place in a recipient's story: by time, then by the order of the log. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The finding's number; a person's decision stands between two findings, at a half. */
  readonly sequence: number;
}

/** A bounce, as far as it decides about its recipient. */
export interface BounceInput extends Moment {
  readonly kind: 'bounce';
  readonly type: VerdictType;
  readonly reason: Reason;
  readonly fault: Fault;
  /** False where it would have to be verified and is not: anybody may have written it. */
  readonly trusted: boolean;
}

export interface ComplaintInput extends Moment {
  readonly kind: 'complaint';
  readonly trusted: boolean;
}

export interface DecisionInput extends Moment {
  readonly kind: 'suppressed' | 'released';
  /** Its row number. */
  readonly decision: number;
}

/** Something that a recipient's status may depend on. */
export type FoldInput = BounceInput | ComplaintInput | DecisionInput;

/** Negative, zero or positive as `a` comes before, with or after `b`. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.at - b.at || a.sequence - b.sequence;
}
