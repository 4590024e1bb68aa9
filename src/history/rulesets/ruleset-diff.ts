import { isDeepStrictEqual } from 'node:util';
import type { Policy, Ruleset } from '../../classification/index.js';

type Rule = Ruleset['rules'][number];

/** How a ruleset differs from another. Comments, examples and line numbers do not count as differences. */
export interface RulesetDiff {
  /** Numbers of the policy, by their words. */
  readonly policy: readonly PolicyChange[];
  /** Ids, in the order of the ruleset that has them. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Rules that say the same in another place: rules that were below them are above them now. */
  readonly moved: readonly string[];
}

export interface PolicyChange {
  readonly word: keyof Policy;
  readonly from: Policy[keyof Policy];
  readonly to: Policy[keyof Policy];
}

/** Compares what two rulesets say. Pure. */
export function diffRulesets(from: Ruleset, to: Ruleset): RulesetDiff {
  const before = new Map(from.rules.map((rule) => [rule.id, rule]));
  const after = new Map(to.rules.map((rule) => [rule.id, rule]));
  const common = to.rules.filter(({ id }) => before.has(id));
  return {
    policy: policyChanges(from.policy, to.policy),
    added: to.rules.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    removed: from.rules.filter(({ id }) => !after.has(id)).map(({ id }) => id),
    changed: common.filter((rule) => !saysTheSame(rule, before.get(rule.id))).map(({ id }) => id),
    moved: moved(
      from.rules.filter(({ id }) => after.has(id)),
      common,
    ),
  };
}

/** Whether nothing differs that could lead to another verdict or another status. */
export function isEmptyDiff({ policy, added, removed, changed, moved }: RulesetDiff): boolean {
  return [policy, added, removed, changed, moved].every(({ length }) => length === 0);
}

/** Whether two rules give the same verdicts to the same facts. */
export function saysTheSame(one: Rule, other: Rule | undefined): boolean {
  if (other === undefined) return false;
  return one.reason === other.reason && one.type === other.type && isDeepStrictEqual(one.when, other.when);
}

function policyChanges(from: Policy, to: Policy): readonly PolicyChange[] {
  return (Object.keys(to) as (keyof Policy)[])
    .filter((word) => !isDeepStrictEqual(from[word], to[word]))
    .map((word) => ({ word, from: from[word], to: to[word] }));
}

/** Of rules in a former and a present order, those that another one, further up before, has overtaken. */
function moved(former: readonly Rule[], present: readonly Rule[]): readonly string[] {
  const place = new Map(former.map(({ id }, index) => [id, index]));
  let furthest = -1;
  return present
    .filter(({ id }) => {
      const index = place.get(id) ?? -1;
      if (index < furthest) return true;
      furthest = index;
      return false;
    })
    .map(({ id }) => id);
}
