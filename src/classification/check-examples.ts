import { compileRuleset } from './compile-ruleset.js';
import type { Ruleset, RulesetProblem } from './ruleset.js';

/**
 * Judges every example of every rule: each must come out by exactly the rule that it stands under. Empty when all do. It
 * finds rules that a rule above them shadows, and patterns that do not match what their author thought.
 */
export function checkExamples(ruleset: Ruleset): readonly RulesetProblem[] {
  const classifier = compileRuleset(ruleset, 1);
  return ruleset.rules.flatMap(({ id, examples }, ruleIndex) =>
    examples.flatMap(({ line, facts }, exampleIndex) => {
      const { rule, matched } = classifier.classify(facts);
      if (rule === id) return [];
      const path = `rules[${ruleIndex}].examples[${exampleIndex}]`;
      const other = rule === null ? 'no rule' : `the rule "${rule}" by "${matched ?? ''}"`;
      return [{ line, path, message: `the example of "${id}" is judged by ${other}` }];
    }),
  );
}
