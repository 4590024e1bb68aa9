import {
  compileRuleset,
  NO_REASON_GIVEN,
  type ClassifiableFacts,
  type Classifier,
  type Ruleset,
} from '../../classification/index.js';
import type { RuleFact } from '../../read-model/bounces/index.js';
import type { Verdict } from '../../events/index.js';
import { CaseMemory } from './case-memory.js';
import { diffRulesets } from '../rulesets/index.js';

/** Classifies what others have classified. */
export interface Reclassifier {
  /** The facts that {@link Reclassifier.stays} looks at. */
  readonly facts: ReadonlySet<RuleFact>;
  /**
   * Whether a verdict stays, as far as those facts tell. Where it is not certain the whole bounce has to be classified.
   */
  stays(facts: ClassifiableFacts, given: Pick<Verdict, 'rule' | 'rulesetVersion'>): boolean;
  /** The verdict where it is another than the one given, null where it stays. */
  reclassify(facts: ClassifiableFacts, given: Verdict): Verdict | null;
}

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
 * Classifies by a ruleset what others have classified. The answers are those of the ruleset itself, found faster: two
 * rulesets are mostly the same, and where the rule that decided is kept, only the rules above it that are not can
 * decide otherwise, and only they are tried, on the facts that they look at. What has to be classified whole is
 * classified once for each distinct case.
 * @param formerRulesets those that verdicts name, by version; verdicts of others are held against the whole ruleset
 */
export function reclassifier(
  ruleset: Ruleset,
  version: number,
  formerRulesets: ReadonlyMap<number, Ruleset>,
): Reclassifier {
  const cases = new CaseMemory(compileRuleset(ruleset, version), ruleset);
  const screens = new Map(
    Array.from(formerRulesets, ([former, formerRuleset]) => [former, makeScreen(formerRuleset, ruleset, version)]),
  );
  const others = new Set([...screens.values()].flatMap((screen) => [...screen.others.keys()]));
  return {
    facts: factsOf(ruleset.rules.filter(({ id }) => others.has(id))),
    stays(facts, given) {
      const screen = screens.get(given.rulesetVersion);
      return screen !== undefined && stays(screen, facts, given.rule);
    },
    reclassify(facts, given) {
      const verdict = cases.classify(facts);
      const isSame = verdict.type === given.type && verdict.reason === given.reason && verdict.fault === given.fault;
      return isSame ? null : verdict;
    },
  };
}

const FACTS_OF_CONDITION: Readonly<Record<keyof Ruleset['rules'][number]['when'], readonly RuleFact[]>> = {
  status: ['status'],
  smtpCode: ['smtpCode'],
  action: [],
  text: ['diagnostic'],
  frame: ['diagnostic'],
  diagnostic: ['diagnostic'],
  names: ['recipient', 'originalRecipient', 'remoteMta', 'senderNames'],
  inReplyTo: ['inReplyTo', 'diagnostic'],
  reportingMta: ['reportingMta'],
  remoteMta: ['remoteMta'],
  recipientDomain: ['recipient'],
  provider: ['recipient', 'remoteMta'],
  from: ['occurredAt'],
  to: ['occurredAt'],
};

/** The facts that decide whether these rules match. */
function factsOf(rules: Ruleset['rules']): ReadonlySet<RuleFact> {
  const conditions = new Set(rules.flatMap(({ when }) => Object.keys(when) as (keyof typeof when)[]));
  return new Set([...conditions].flatMap((condition) => FACTS_OF_CONDITION[condition]));
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
function stays({ kept, others, classifier }: Screen, facts: ClassifiableFacts, rule: string | null): boolean {
  const isLastResort = rule === null || rule === NO_REASON_GIVEN;
  const place = isLastResort ? Infinity : kept.get(rule);
  if (place === undefined) return false;
  if (others.size === 0) return true;
  // The first of the others that matches: if it stands below, so do all that match.
  const first = classifier.classify(facts).rule;
  const above = first === null ? undefined : others.get(first);
  return above === undefined || above > place;
}
