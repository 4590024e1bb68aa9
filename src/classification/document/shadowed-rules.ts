import type { Rule, RuleConditions, RulesetProblem } from '../ruleset.js';

type Condition = keyof RuleConditions;

/**
 * Rules that can never match, because a rule above them takes whatever they would. A default rule under an operator's
 * is none: that is what the operator's layer is for. Only what the conditions themselves prove is reported; patterns
 * are compared as texts.
 */
export function findShadowedRules(rules: readonly Rule[]): readonly RulesetProblem[] {
  const byBreadth = rules.map((rule) => ({ rule, conditions: conditionsOf(rule.when) }));
  return byBreadth.flatMap(({ rule, conditions }, index) => {
    const above = byBreadth
      .slice(0, index)
      .find((other) => other.rule.layer === rule.layer && covers(other, { rule, conditions }));
    if (above === undefined) return [];
    const message = `can never match: the rule "${above.rule.id}" in line ${above.rule.line} takes whatever it would`;
    return [{ line: rule.line, path: `rule ${rule.id}`, message }];
  });
}

interface Conditioned {
  readonly rule: Rule;
  readonly conditions: readonly Condition[];
}

function conditionsOf(when: RuleConditions): readonly Condition[] {
  return (Object.keys(when) as Condition[]).filter((condition) => when[condition] !== undefined);
}

/** Whether all of the upper rule's conditions hold wherever the lower's do. */
function covers(upper: Conditioned, lower: Conditioned): boolean {
  return upper.conditions.every((condition) => {
    const wide = upper.rule.when[condition] ?? [];
    const narrow = lower.rule.when[condition];
    return narrow !== undefined && narrow.every((value) => wide.some((other) => contains(condition, other, value)));
  });
}

/** Whether what meets a condition's value `narrow` always meets `wide`. */
function contains(condition: Condition, wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  switch (condition) {
    case 'status':
      return statusContains(wide, narrow);
    case 'smtpCode':
      return wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1));
    case 'remoteMta':
    case 'reportingMta':
    case 'recipientDomain':
      return narrow.endsWith(`.${wide}`);
    case 'from':
      return wide <= narrow;
    case 'to':
      return wide >= narrow;
    case 'text':
    case 'frame':
    case 'diagnostic':
    case 'names':
    case 'inReplyTo':
    case 'action':
    case 'provider':
      return false;
  }
}

function statusContains(wide: string, narrow: string): boolean {
  // `x` stands for any class: what is of one class may be of any, not the other way round.
  const anyClass = wide.startsWith('x');
  if (narrow.startsWith('x') && !anyClass) return false;
  const [pattern, value] = anyClass ? [wide.slice(1), narrow.slice(1)] : [wide, narrow];
  return pattern === value || (pattern.endsWith('*') && value.startsWith(pattern.slice(0, -1)));
}
