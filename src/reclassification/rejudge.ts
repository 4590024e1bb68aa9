import {
  compileRuleset,
  NO_REASON_GIVEN,
  type ClassifiableFacts,
  type Classifier,
  type Ruleset,
} from '../classification/index.js';
import type { Verdict } from '../ledger/events/index.js';
import { CaseMemory } from './case-memory.js';
import { diffRulesets } from './ruleset-diff.js';

/** Judges again: the verdict where it is another than the one given, null where it stays. */
export type Rejudge = (facts: ClassifiableFacts, given: Verdict) => Verdict | null;

/** What is different since a former ruleset. */
interface Screen {
  /** Rules that say the same in the same order as before, with their places in the new ruleset. */
  readonly kept: ReadonlyMap<string, number>;
  /** The other rules of the new ruleset, with their places. */
  readonly others: ReadonlyMap<string, number>;
  /** Those other rules alone. */
  readonly classifier: Classifier;
}

/**
 * Judges by a ruleset what others have judged. The answers are those of the ruleset itself, found faster: two rulesets are
 * mostly the same, and where the rule that decided is kept, only the rules above it that are not can decide otherwise, and only
 * they are tried. What has to be judged whole is judged once for each distinct case.
 * @param rulesetOf the ruleset of a version that a verdict names; null where there is none
 */
export function rejudger(ruleset: Ruleset, version: number, rulesetOf: (version: number) => Ruleset | null): Rejudge {
  const cases = new CaseMemory(compileRuleset(ruleset, version), ruleset);
  const screens = new Map<number, Screen | null>();
  const screenFor = (former: number): Screen | null => {
    let screen = screens.get(former);
    if (screen === undefined) {
      const formerRuleset = rulesetOf(former);
      screen = formerRuleset === null ? null : makeScreen(formerRuleset, ruleset, version);
      screens.set(former, screen);
    }
    return screen;
  };
  return (facts, given) => {
    const screen = screenFor(given.rulesetVersion);
    if (screen !== null && stays(screen, facts, given)) return null;
    const verdict = cases.classify(facts);
    const isSame = verdict.type === given.type && verdict.reason === given.reason && verdict.fault === given.fault;
    return isSame ? null : verdict;
  };
}

function makeScreen(former: Ruleset, ruleset: Ruleset, version: number): Screen {
  const { added, changed, moved } = diffRulesets(former, ruleset);
  const isOther = new Set([...added, ...changed, ...moved]);
  const places = ruleset.rules.map(({ id }, place) => [id, place] as const);
  const rules = ruleset.rules.filter(({ id }) => isOther.has(id));
  return {
    kept: new Map(places.filter(([id]) => !isOther.has(id))),
    others: new Map(places.filter(([id]) => isOther.has(id))),
    classifier: compileRuleset({ ...ruleset, rules }, version),
  };
}

/** Whether a former verdict is the present one: its rule is kept, and no other one above it matches. */
function stays({ kept, others, classifier }: Screen, facts: ClassifiableFacts, { rule }: Verdict): boolean {
  const isLastResort = rule === null || rule === NO_REASON_GIVEN;
  const place = isLastResort ? Infinity : kept.get(rule);
  if (place === undefined) return false;
  if (others.size === 0) return true;
  // The first of the others that matches: if it stands below, so do all that match.
  const first = classifier.classify(facts).rule;
  const above = first === null ? undefined : others.get(first);
  return above === undefined || above > place;
}
