import type { Described } from './described.js';
import type { BounceId } from './types.js';
import type { Verdict } from './verdict.js';

/** Stream `ruleset`: version = revision + 1. */
type RulesetPublished = Described<
  'RulesetPublished',
  {
    readonly version: number;
    /** The whole document as published (YAML). */
    readonly document: string;
    /** `defaults`: published at the first start. */
    readonly origin: 'defaults' | 'operator';
  }
>;

/** Stream `reclassification-<runId>`, revision 0: history is classified again. */
type ReclassificationStarted = Described<
  'ReclassificationStarted',
  {
    /** Hex digest of the preview that was confirmed. */
    readonly runId: string;
    /** The ruleset that was in force at the preview. */
    readonly fromVersion: number;
    /** The ruleset by which history is classified. */
    readonly rulesetVersion: number;
  }
>;

/**
 * Stream `reclassification-<runId>`: a bounce is classified differently. In effect from the run's completion on; one
 * that stands after the completion corrects a straggler, and is in effect at once. In the order of the log.
 */
export type BounceReclassified = Described<
  'BounceReclassified',
  { readonly bounceId: BounceId; readonly from: Verdict; readonly to: Verdict }
>;

/** How far a run has come. A bounce and no position of the log: positions are others in another store. */
export interface ReclassificationReach {
  /** Bounces classified again so far. */
  readonly scanned: number;
  /** Of them, those classified otherwise. */
  readonly changed: number;
  /** The last of them in the order of the log; null where there was none. */
  readonly throughBounceId: BounceId | null;
}
type ReclassificationProgressed = Described<'ReclassificationProgressed', ReclassificationReach>;

/** From here on the run's verdicts, and the policy of its ruleset, are in effect for all of history. */
type ReclassificationCompleted = Described<
  'ReclassificationCompleted',
  { readonly rulesetVersion: number } & ReclassificationReach
>;

/** The run has changed nothing and never will. */
type ReclassificationCancelled = Described<'ReclassificationCancelled', ReclassificationReach>;

/** What is thought of bounces, and thought again: streams `ruleset` and `reclassification-…`. */
export type RulesetEvent =
  | RulesetPublished
  | ReclassificationStarted
  | BounceReclassified
  | ReclassificationProgressed
  | ReclassificationCompleted
  | ReclassificationCancelled;
