import type { Verdict } from '../events/index.js';
import type { ClassifiableFacts } from './classifiable-facts.js';
import type { Ruleset } from './ruleset.js';

/** A verdict and what else the ruleset would have said. */
export interface Explanation {
  readonly verdict: Verdict;
  /** What each further rule that matches would have said, in the ruleset's order. */
  readonly others: readonly Verdict[];
}

/** A ruleset document made ready to classify: parsed, checked and its patterns compiled. */
export interface Classifier {
  readonly version: number;
  /** What it was made of: plain data, which travels between threads. */
  readonly ruleset: Ruleset;
  /** Classifies by the first rule that matches. Pure, linear in the diagnostic's length, never throws. */
  classify(facts: ClassifiableFacts): Verdict;
  /** The same verdict, with those of the rules below that match too. Slower than classify. */
  explain(facts: ClassifiableFacts): Explanation;
}
