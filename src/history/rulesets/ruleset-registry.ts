import type { Classifier } from '../../classification/index.js';
import { WrongExpectedRevisionError } from '../../event-store/index.js';
import { type LedgerEventOf, newEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import { compileDocument } from './compile-document.js';
import { defaultRulesetDocument } from './default-ruleset.js';
import { latestRuleset } from './published-rulesets.js';

type Published = LedgerEventOf<'RulesetPublished'>['data'];

/** The rulesets of one ledger: which is in force, ready to classify. */
export class RulesetRegistry {
  #current: Classifier;
  #refreshing: Promise<void> | null = null;

  private constructor(
    private readonly ledger: Ledger,
    current: Classifier,
  ) {
    this.#current = current;
  }

  /** What new mail is classified by. */
  get current(): Classifier {
    return this.#current;
  }

  /**
   * Reads the ruleset in force, and publishes the defaults as version 1 in a ledger that has none. Defaults that came
   * with a newer release are not published over it: that is a person's decision.
   * @throws InvalidRulesetError
   */
  static async open(ledger: Ledger): Promise<RulesetRegistry> {
    const { version, document } = (await latestRuleset(ledger)) ?? (await publishDefaults(ledger));
    return new RulesetRegistry(ledger, compileDocument(document, version, `ruleset ${version}`));
  }

  /** Puts the ruleset published last into force: this process or another published one. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const latest = await latestRuleset(this.ledger);
    if (latest === null || latest.version <= this.#current.version) return;
    this.#current = compileDocument(latest.document, latest.version, `ruleset ${latest.version}`);
  }
}

async function publishDefaults(ledger: Ledger): Promise<Published> {
  const defaults: Published = { version: 1, document: defaultRulesetDocument(), origin: 'defaults' };
  try {
    await ledger.store.append(streams.ruleset, 'no-stream', [newEvent('RulesetPublished', defaults, ledger)]);
    return defaults;
  } catch (error) {
    // Another process was first: its document counts.
    const winner = error instanceof WrongExpectedRevisionError ? await latestRuleset(ledger) : null;
    if (winner === null) throw error;
    return winner;
  }
}
