import type { Policy } from '../../classification/index.js';
import type { AtPosition } from '../../read-model/engine/index.js';
import type { CommandOrigin } from '../../events/index.js';
import type { RulesetDiff } from './ruleset-diff.js';
import type { DefaultsChoice, RulesetLayers } from './ruleset-layers.js';

/** A published ruleset, without its document. */
export interface RulesetSummary {
  readonly version: number;
  /** Whether it is the defaults that came with a release, or was published by a person. */
  readonly origin: 'defaults' | 'operator';
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly actor: string | null;
  /** The reclassification that it was published for; null: for new mail alone. */
  readonly reclassification: string | null;
  readonly rules: number;
  /** Of them, those that stand above the defaults. */
  readonly operatorRules: number;
  readonly policy: Policy;
}

export interface RulesetView extends RulesetSummary {
  /** The whole document as published (YAML). */
  readonly document: string;
  readonly layers: RulesetLayers;
}

/** A document that is not published yet. */
export interface RulesetDraft {
  /** The operator's rules and policy (YAML), or both layers. */
  readonly document: string;
  /** Which defaults stand below it, where it does not bring its own. By default those published before. */
  readonly defaults?: DefaultsChoice | undefined;
}

export interface PublishRequest extends RulesetDraft {
  /** The version that the publisher takes for the latest. */
  readonly expectedVersion?: number | undefined;
}

export interface PublishedReceipt {
  readonly version: number;
  /** It was in force already: nothing was recorded. */
  readonly alreadyKnown: boolean;
  readonly position: string;
}

/** What is asked of the rulesets of a ledger, opened here or over HTTP. */
export interface RulesetQueries {
  /** The latest first. */
  list(): Promise<{ readonly rulesets: readonly RulesetSummary[] } & AtPosition>;
  /** Without a version the one in force. */
  find(version?: number): Promise<RulesetView>;
  /** `shipped`: the ruleset as it would be with the defaults of this release. */
  diff(from: number, to: number | 'shipped'): Promise<RulesetDiff>;
  publish(request: PublishRequest, origin: CommandOrigin): Promise<PublishedReceipt>;
  rollback(version: number, expectedVersion: number | undefined, origin: CommandOrigin): Promise<PublishedReceipt>;
}
