import { smtpStepIn, type Verdict } from '../../events/index.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import type { Classifier, Explanation } from '../classification.js';
import { factsTests, type FactsTest } from './conditions.js';
import { hasWords, onOneLine } from './diagnostic-text.js';
import { mayNameSender, namedParty } from './named-party.js';
import { partDiagnostic, searchedLine, type SearchedDiagnostic, type SearchedLine } from './searched-text.js';
import { reasonEntry, verdictType } from '../reasons.js';
import { NO_REASON_GIVEN, type Rule, type Ruleset } from '../ruleset.js';
import { type SearchedText, TextPatterns } from './text-patterns.js';

/** A verdict repeats no more of the matched words than this. */
const MATCHED_CHARACTERS = 200;

/** The places in which rules search, in the order in which they are searched: the last shows its words. */
const PLACES = ['frame', 'diagnostic', 'text'] as const;
type Place = (typeof PLACES)[number];

interface CompiledRule {
  readonly rule: Rule;
  readonly tests: readonly FactsTest[];
  /** The groups of the rule's patterns, by where they are searched; empty where the rule looks at no words. */
  readonly searches: readonly { readonly place: Place; readonly group: number }[];
  /** Whether only words that name the sender meet the rule. */
  readonly needsSender: boolean;
}

/** A pattern that is to name somebody is looked for so often in a text. */
const MAX_OCCURRENCES = 4;

/**
 * Makes a ruleset ready to classify under a version: patterns compiled, once. Classification then tries the rules from
 * the top; the first all of whose conditions hold decides.
 */
export function compileRuleset(ruleset: Ruleset, version: number): Classifier {
  const patterns = new TextPatterns();
  const rules: readonly CompiledRule[] = ruleset.rules.map((rule) => ({
    rule,
    tests: factsTests(rule.when),
    searches: PLACES.flatMap((place) => {
      const searched = rule.when[place];
      return searched === undefined ? [] : [{ place, group: patterns.add(searched) }];
    }),
    needsSender: rule.when.names?.every((party) => party === 'sender') === true,
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
    return this.#verdicts(facts).next().value ?? this.#lastResort(facts);
  }

  explain(facts: ClassifiableFacts): Explanation {
    const [verdict, ...others] = this.#verdicts(facts);
    return { verdict: verdict ?? this.#lastResort(facts), others };
  }

  /** The verdicts of all rules that match, in their order, each worked out when it is asked for. */
  *#verdicts(given: ClassifiableFacts): Generator<Verdict, undefined> {
    const facts = withStep(given);
    const words = new PreparedWords(facts, this.#patterns);
    for (const { rule, tests, searches, needsSender } of this.#rules) {
      let matched = allMet(tests, facts);
      if (matched !== null && needsSender && !words.mayNameSender()) continue;
      for (const { place, group } of searches) {
        if (matched === null) break;
        const text = words.in(place);
        matched = text.candidates.has(group) ? this.#firstFound(group, text, place, rule, facts) : null;
      }
      if (matched !== null) yield this.#verdict(rule, facts, matched);
    }
    return undefined;
  }

  /** The first words that one of a group's patterns matches and that, where the rule asks whom they name, name such. */
  #firstFound(
    group: number,
    text: SearchedText,
    place: Place,
    { when }: Rule,
    facts: ClassifiableFacts,
  ): string | null {
    const names = place === 'frame' ? undefined : when.names;
    for (const found of this.#patterns.find(group, text, names === undefined ? 1 : MAX_OCCURRENCES)) {
      if (names === undefined) return text.shown.slice(found.start, found.end);
      const { party, words } = namedParty(text.shown, found, facts);
      if (names.includes(party)) return text.shown.slice(words.start, words.end);
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

/** A diagnostic's words by where rules search them, each made ready when it is first asked for. */
class PreparedWords {
  readonly #prepared: Partial<Record<Place, SearchedText>> = {};
  readonly #diagnostic: string;
  #parts: SearchedDiagnostic | undefined;
  #mayNameSender: boolean | undefined;

  constructor(
    private readonly facts: ClassifiableFacts,
    private readonly patterns: TextPatterns,
  ) {
    this.#diagnostic = facts.diagnostic ?? '';
  }

  in(place: Place): SearchedText {
    return (this.#prepared[place] ??= this.patterns.prepare(this.#line(place)));
  }

  mayNameSender(): boolean {
    return (this.#mayNameSender ??= mayNameSender(this.#diagnostic, this.facts));
  }

  #line(place: Place): SearchedLine {
    if (place === 'diagnostic') {
      const line = onOneLine(this.#diagnostic);
      return { shown: line, words: line, masked: line };
    }
    this.#parts ??= partDiagnostic(this.#diagnostic);
    return searchedLine(place === 'text' ? this.#parts.reply : this.#parts.frame);
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

/** Facts that were read before the SMTP step was one of them: the diagnostic's words say it. */
function withStep(facts: ClassifiableFacts): ClassifiableFacts {
  if (facts.inReplyTo !== undefined || facts.diagnostic === null) return facts;
  const step = smtpStepIn(facts.diagnostic);
  return step === null ? facts : { ...facts, inReplyTo: step };
}
