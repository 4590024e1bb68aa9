import type { Permanence, Verdict } from '../ledger/events/index.js';

/** The facts that rules look at: a subset of DeliveryFacts, so that the bounces read model and a mail's reading both fit. */
export interface ClassifiableFacts {
  readonly recipient: string | null;
  readonly action: 'failed' | 'delayed';
  readonly status: string | null;
  readonly smtpCode: number | null;
  readonly permanence: Permanence | null;
  readonly diagnostic: string | null;
  readonly reportingMta: string | null;
  readonly remoteMta: string | null;
  /** ISO 8601, UTC. Where it is not known no rule with a time window matches. */
  readonly occurredAt?: string | null;
}

/** A verdict and what else the ruleset would have said. */
export interface Explanation {
  readonly verdict: Verdict;
  /** What each further rule that matches would have said, in the ruleset's order. */
  readonly others: readonly Verdict[];
}

/** A ruleset document made ready to judge: parsed, checked and its patterns compiled. */
export interface Classifier {
  readonly version: number;
  /** Judges by the first rule that matches. Pure, linear in the diagnostic's length, never throws. */
  classify(facts: ClassifiableFacts): Verdict;
  /** The same verdict, with those of the rules below that match too. Slower than classify. */
  explain(facts: ClassifiableFacts): Explanation;
}
