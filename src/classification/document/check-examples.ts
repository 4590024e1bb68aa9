import type { Classifier } from '../classification.js';
import { compileRuleset } from '../matching/compile-ruleset.js';
import type { Rule, Ruleset, RulesetProblem } from '../ruleset.js';

/**
 * How many of the defaults' examples one rule of the operator's may take, as a share. A rule for one provider or one
 * text takes a few; one that takes more than half of what servers say has conditions that nearly everything meets.
 */
const LARGEST_SHARE = 0.5;
const FEWEST_EXAMPLES = 20;

/**
 * Classifies every example of every rule: each must come out by exactly the rule that it stands under. Empty when all
 * do. It finds rules that a rule above them shadows, and patterns that do not match what their author thought. An
 * example of the defaults may be classified by a rule of the operator's, who means to differ, unless that rule takes
 * most of them.
 */
export function checkExamples(ruleset: Ruleset): readonly RulesetProblem[] {
  const classifier = compileRuleset(ruleset, 1);
  const operators = new Map(ruleset.rules.flatMap((rule) => (rule.layer === 'operator' ? [[rule.id, rule]] : [])));
  const taken = new Map<Rule, number>();
  let defaultExamples = 0;
  const problems = ruleset.rules.flatMap((rule) => {
    if (rule.layer === 'defaults') defaultExamples += rule.examples.length;
    return failures(rule, classifier, (by) => {
      const operator = rule.layer === 'defaults' && by !== null ? operators.get(by) : undefined;
      if (operator !== undefined) taken.set(operator, (taken.get(operator) ?? 0) + 1);
      return operator !== undefined;
    });
  });
  if (defaultExamples < FEWEST_EXAMPLES) return problems;
  const greedy = [...taken].filter(([, count]) => count / defaultExamples > LARGEST_SHARE);
  return [...problems, ...greedy.map(([rule, count]) => greed(rule, count, defaultExamples))];
}

/** The examples of a rule that come out otherwise. @param mayTake whether the rule of that id may take them */
function failures(
  { id, examples }: Rule,
  classifier: Classifier,
  mayTake: (rule: string | null) => boolean,
): RulesetProblem[] {
  return examples.flatMap(({ line, facts }, index) => {
    const { rule, matched } = classifier.classify(facts);
    if (rule === id || mayTake(rule)) return [];
    const other = rule === null ? 'no rule' : `the rule "${rule}" by "${matched ?? ''}"`;
    return [{ line, path: `rule ${id}, examples[${index}]`, message: `the example of "${id}" is decided by ${other}` }];
  });
}

function greed({ id, line }: Rule, count: number, all: number): RulesetProblem {
  const message = `takes ${count} of the ${all} examples of the default rules: its conditions are met by nearly everything`;
  return { line, path: `rule ${id}`, message };
}
