import { compileRuleset, parseRuleset, type Classifier, type RulesetProblem } from '../classification/index.js';
import { WrongExpectedRevisionError } from '../event-store/index.js';
import { newEvent, streams, type Ledger } from '../ledger/index.js';
import type { LedgerEventOf } from '../ledger/events/index.js';
import { defaultRulesetDocument } from './default-ruleset.js';

type Published = LedgerEventOf<'RulesetPublished'>['data'];

/** A ruleset document cannot be used; `problems` names everything that is wrong with it, by line. */
export class InvalidRulesetError extends Error {
  readonly code = 'invalid-ruleset';
  constructor(
    readonly source: string,
    readonly problems: readonly RulesetProblem[],
  ) {
    super(
      [`${source} is not usable:`, ...problems.map(({ line, message }) => `  line ${line}: ${message}`)].join('\n'),
    );
    this.name = 'InvalidRulesetError';
  }
}

/** @throws InvalidRulesetError */
export function compileDocument(document: string, version: number, source: string): Classifier {
  const parsed = parseRuleset(document);
  if (!parsed.ok) throw new InvalidRulesetError(source, parsed.problems);
  return compileRuleset(parsed.ruleset, version);
}

/** The rulesets of one ledger: which is in force, ready to judge. */
export class RulesetRegistry {
  private constructor(readonly current: Classifier) {}

  /**
   * Reads the ruleset in force, and publishes the defaults as version 1 in a ledger that has none. Defaults that came with a
   * newer release are not published over it: that is a person's decision.
   * @throws InvalidRulesetError
   */
  static async open(ledger: Ledger): Promise<RulesetRegistry> {
    const { version, document } = (await readLatest(ledger)) ?? (await publishDefaults(ledger));
    return new RulesetRegistry(compileDocument(document, version, `ruleset ${version}`));
  }
}

async function readLatest({ store }: Ledger): Promise<Published | null> {
  for await (const { data } of store.readStream(streams.ruleset, { direction: 'backwards', limit: 1 })) {
    return data as unknown as Published;
  }
  return null;
}

async function publishDefaults(ledger: Ledger): Promise<Published> {
  const defaults: Published = { version: 1, document: defaultRulesetDocument(), origin: 'defaults' };
  try {
    await ledger.store.append(streams.ruleset, 'no-stream', [newEvent('RulesetPublished', defaults, ledger)]);
    return defaults;
  } catch (error) {
    // Another process was first: its document counts.
    const winner = error instanceof WrongExpectedRevisionError ? await readLatest(ledger) : null;
    if (winner === null) throw error;
    return winner;
  }
}
