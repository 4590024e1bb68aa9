import type { Reason, SmtpStep, VerdictType } from '../events/index.js';
import type { ClassifiableFacts } from './classifiable-facts.js';
import type { Policy } from './policy.js';

/** The latest format of ruleset documents; older ones are read as they were meant. */
export const RULESET_FORMAT = 2;

/**
 * A ruleset document, read and checked: what to think of facts (rules) and what follows for a recipient (policy).
 * docs/reasons.md describes the YAML.
 */
export interface Ruleset {
  /** Version of the documents' format as it is read today, not of their content. */
  readonly format: typeof RULESET_FORMAT;
  readonly policy: Policy;
  /** In the order of the document: the first that matches decides. */
  readonly rules: readonly Rule[];
}

/** The operator's rules stand above the defaults that they were published with. */
export type RulesetLayer = 'operator' | 'defaults';

export interface Rule {
  /** Unique within the document; verdicts name it. */
  readonly id: string;
  /** Line of the document, from 1. */
  readonly line: number;
  /** Which layer of the document it stands in. */
  readonly layer: RulesetLayer;
  readonly when: RuleConditions;
  readonly reason: Reason;
  /** Replaces the type that the reason has, transient or not; null: the reason's own. */
  readonly type: VerdictType | null;
  readonly examples: readonly RuleExample[];
}

/** All conditions that are present must hold; of one condition's values any. At least one condition is present. */
export interface RuleConditions {
  /** Enhanced status codes: `5.1.1`, `5.7.*`, `4.*`, or as the IANA registry writes them for any class, `X.2.2`. */
  readonly status?: readonly string[];
  /** SMTP reply codes: `550`, `55*`. */
  readonly smtpCode?: readonly string[];
  readonly action?: readonly ClassifiableFacts['action'][];
  /** RE2 patterns, searched in the server's own reply on one line, without regard to case. */
  readonly text?: readonly string[];
  /** RE2 patterns, searched in what stands around a reply that the diagnostic quotes. */
  readonly frame?: readonly string[];
  /** RE2 patterns, searched in the whole diagnostic on one line, without regard to case, in names as well. */
  readonly diagnostic?: readonly string[];
  /** Whom the matched words speak of. Only beside `text` or `diagnostic`. */
  readonly names?: readonly NamedParty[];
  /** The step of the SMTP session that was refused. */
  readonly inReplyTo?: readonly SmtpStep[];
  /** Host names; each stands for itself and the names below it. */
  readonly reportingMta?: readonly string[];
  readonly remoteMta?: readonly string[];
  /** Domain names; each stands for itself and the names below it. */
  readonly recipientDomain?: readonly string[];
  /** Who runs the recipient's mailbox, by the recipient's domain or by the remote MTA: `google`, `microsoft`, … */
  readonly provider?: readonly string[];
  /** What occurred then or later. One instant: ISO 8601, UTC. */
  readonly from?: readonly string[];
  /** What occurred before then. One instant: ISO 8601, UTC. */
  readonly to?: readonly string[];
}

/** Whose address, host or domain words speak of; `nobody`: they name none. */
export const NAMED_PARTIES = ['recipient', 'sender', 'other', 'nobody'] as const;
export type NamedParty = (typeof NAMED_PARTIES)[number];

export interface RuleExample {
  /** Line of the document, from 1. */
  readonly line: number;
  readonly facts: ClassifiableFacts;
}

/** Something wrong with a ruleset document. */
export interface RulesetProblem {
  /** Line of the document, from 1. */
  readonly line: number;
  /** Where in the document, e.g. `rules[3].when.text[0]`; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The id that verdicts give for facts without any text and without a telling code, under every ruleset. */
export const NO_REASON_GIVEN = 'no-reason-given';

/**
 * Bounds of a document. One event carries it whole (appends stay under 900 kB), and every rule costs each
 * classification a little.
 */
export const RULESET_LIMITS = {
  /** UTF-8 bytes of the document. */
  bytes: 512 * 1024,
  rules: 2_000,
  patternsPerRule: 100,
  patternCharacters: 500,
  /** Instructions of one compiled pattern: repeats such as `(a{100}){9}` multiply. */
  patternInstructions: 2_000,
  /** Instructions of all patterns together. */
  totalInstructions: 200_000,
  examplesPerRule: 100,
  exampleCharacters: 4_000,
  valuesPerCondition: 1_000,
  problems: 200,
} as const;
