import type { Fault, Reason, SuppressionKind, VerdictType } from '../../../events/index.js';

/** A place in a recipient's story. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The finding's number; a person's decision stands between two findings, at a half. Stories are in this order. */
  readonly sequence: number;
}

/** A finding, as far as it decides about its recipient. Times are milliseconds since 1970. */
interface Reported {
  /** The finding's number: findings are numbered in the order in which the ledger heard of them. */
  readonly sequence: number;
  /** When it happened, as the report states. */
  readonly statedAt: number;
  /** When our own server took the report. */
  readonly deliveredAt: number;
  /** When we read it: not before that. */
  readonly receivedAt: number;
  /** It carries proof of a send to this recipient. */
  readonly verified: boolean;
  /** False where it would have to be verified and is not: anybody may have written it. */
  readonly trusted: boolean;
}

export interface BounceInput extends Reported {
  readonly kind: 'bounce';
  readonly type: VerdictType;
  readonly reason: Reason;
  readonly fault: Fault;
  /** Its recipient was guessed, or its reason was read from a code without words. */
  readonly guessed: boolean;
}

export interface ComplaintInput extends Reported {
  readonly kind: 'complaint';
  /** Names the send that it is about; null where no one send is known. */
  readonly send: string | null;
}

/** What a person decided, or a list that a person imported. */
interface DecidedMoment extends Moment {
  /** Its row number. */
  readonly decision: number;
}

/** A suppression that stands. */
export interface SuppressedMoment extends DecidedMoment {
  readonly suppression: SuppressionKind;
}

export interface SuppressionInput extends SuppressedMoment {
  readonly kind: 'suppressed';
  /** It stands in a list: it yields to a release after its time, and to a suppression that blocks the same. */
  readonly imported: boolean;
}

interface ReleaseInput extends DecidedMoment {
  readonly kind: 'released';
}

export type DecisionInput = SuppressionInput | ReleaseInput;

/** Something that a recipient's status may depend on. */
export type FoldInput = BounceInput | ComplaintInput | DecisionInput;

/** Negative, zero or positive as the ledger heard of `a` before, with or after `b`. */
export function compareInputs(a: FoldInput, b: FoldInput): number {
  return a.sequence - b.sequence || decisionOf(a) - decisionOf(b);
}

function decisionOf(input: FoldInput): number {
  return 'decision' in input ? input.decision : 0;
}
