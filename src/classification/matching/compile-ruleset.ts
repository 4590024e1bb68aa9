import type { Verdict } from '../../events/index.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import type { Classifier, Explanation } from '../classification.js';
import { factsTests, type FactsTest } from './conditions.js';
import { hasWords, onOneLine } from './diagnostic-text.js';
import { reasonEntry, verdictType } from '../reasons.js';
import { NO_REASON_GIVEN, type Rule, type Ruleset } from '../ruleset.js';
import { type SearchedText, TextPatterns } from './text-patterns.js';

/** A verdict repeats no more of the matched words than this. */
const MATCHED_CHARACTERS = 200;

interface CompiledRule {
  readonly rule: Rule;
  readonly tests: readonly FactsTest[];
  /** Numbers of the rule's patterns, in the rule's order; empty where the rule looks at no text. */
  readonly patterns: readonly number[];
}

/**
 * Makes a ruleset ready to judge under a version: patterns compiled, once. Classification then tries the rules from the top;
 * the first all of whose conditions hold decides.
 */
export function compileRuleset(ruleset: Ruleset, version: number): Classifier {
  const patterns = new TextPatterns();
  const rules: readonly CompiledRule[] = ruleset.rules.map((rule) => ({
    rule,
    tests: factsTests(rule.when),
    patterns: (rule.when.text ?? []).map((pattern) => patterns.add(pattern)),
  }));
  return new CompiledRuleset(version, ruleset, rules, patterns);
}

class CompiledRuleset implements Classifier {
  readonly #rules: readonly CompiledRule[];
  readonly #patterns: TextPatterns;

  constructor(
    readonly version: number,
    readonly ruleset: Ruleset,
    rules: readonly CompiledRule[],
    patterns: TextPatterns,
  ) {
    this.#rules = rules;
    this.#patterns = patterns;
  }

  classify(facts: ClassifiableFacts): Verdict {
    return this.#judge(facts).next().value ?? this.#lastResort(facts);
  }

  explain(facts: ClassifiableFacts): Explanation {
    const [verdict, ...others] = this.#judge(facts);
    return { verdict: verdict ?? this.#lastResort(facts), others };
  }

  /** The verdicts of all rules that match, in their order, each worked out when it is asked for. */
  *#judge(facts: ClassifiableFacts): Generator<Verdict, undefined> {
    let text: SearchedText | undefined;
    for (const { rule, tests, patterns } of this.#rules) {
      let matched = allMet(tests, facts);
      if (matched !== null && patterns.length > 0) {
        text ??= this.#patterns.prepare(onOneLine(facts.diagnostic ?? ''));
        matched = this.#firstFound(patterns, text);
      }
      if (matched !== null) yield this.#verdict(rule, facts, matched);
    }
    return undefined;
  }

  #firstFound(patterns: readonly number[], text: SearchedText): string | null {
    for (const pattern of patterns) {
      const words = this.#patterns.find(pattern, text);
      if (words !== null) return words;
    }
    return null;
  }

  #verdict(rule: Rule, { permanence }: ClassifiableFacts, matched: string): Verdict {
    return {
      type: rule.type ?? verdictType(rule.reason, permanence),
      reason: rule.reason,
      fault: reasonEntry(rule.reason).fault,
      rule: rule.id,
      matched: matched.slice(0, MATCHED_CHARACTERS),
      rulesetVersion: this.version,
    };
  }

  /** No rule matches: either nothing was said, or something that no rule knows. */
  #lastResort(facts: ClassifiableFacts): Verdict {
    const silent = facts.diagnostic === null || !hasWords(facts.diagnostic);
    const reason = silent ? 'unspecified-failure' : 'undetermined';
    const { type, fault } = reasonEntry(reason);
    const code = facts.status ?? (facts.smtpCode === null ? facts.action : String(facts.smtpCode));
    return {
      type,
      reason,
      fault,
      rule: silent ? NO_REASON_GIVEN : null,
      matched: silent ? code : null,
      rulesetVersion: this.version,
    };
  }
}

/** The words of the first test when every test holds (none where there is no test), else null. */
function allMet(tests: readonly FactsTest[], facts: ClassifiableFacts): string | null {
  let words = '';
  for (const test of tests) {
    const met = test(facts);
    if (met === null) return null;
    if (words === '') words = met;
  }
  return words;
}
