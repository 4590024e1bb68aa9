import type { Reason, VerdictType } from '../../events/index.js';
import type { RulesetDraft } from '../rulesets/index.js';

/** A verdict in short, as changes are counted. */
export type ShortVerdict = readonly [VerdictType, Reason];

/** What a reclassification would do, or has done. */
export interface ReclassificationPreview {
  /** The ruleset in force. */
  readonly from: number;
  /** The version that the ruleset looked at has, or would have. */
  readonly to: number;
  /** Bounces classified. */
  readonly scanned: number;
  /** Of them, those that are classified differently. */
  readonly changed: number;
  /** The most frequent first. */
  readonly changes: readonly {
    readonly from: ShortVerdict;
    readonly to: ShortVerdict;
    readonly count: number;
    /** Ids of the first bounces in the order of the log. */
    readonly examples: readonly string[];
  }[];
  readonly recipients: {
    /** To whom nothing may be sent any more. */
    readonly quarantined: number;
    /** To whom everything may be sent again. */
    readonly released: number;
  };
  /** Whose rates move: `[before, after]`; null where nothing is known of what was sent. */
  readonly campaigns: readonly {
    readonly id: string;
    readonly hardRate: readonly [number | null, number | null];
    readonly bounceRate: readonly [number | null, number | null];
  }[];
  /** Changes of status that other services would receive. */
  readonly notices: number;
  /** What confirms exactly this: `sha256:` and hex. */
  readonly confirm: string;
}

export const RUN_STATES = ['running', 'completed', 'cancelled'] as const;

/** A reclassification of history, under way or over. */
export interface ReclassificationView {
  readonly id: string;
  readonly state: (typeof RUN_STATES)[number];
  readonly from: number;
  readonly to: number;
  /** Bounces classified so far. */
  readonly scanned: number;
  readonly changed: number;
  /** Bounces that there are. */
  readonly bounces: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC; null while it is under way. */
  readonly endedAt: string | null;
  readonly actor: string | null;
}

/** Reported while the work runs: how many bounces are classified, and of how many. */
export type OnProgress = (progress: {
  readonly scanned: number;
  readonly changed: number;
  readonly bounces: number;
}) => void;

/** The digest of a preview; with the ruleset it is known wherever the preview was made. */
export interface ConfirmRequest extends Partial<RulesetDraft> {
  readonly confirm: string;
}
