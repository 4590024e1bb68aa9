import { parseRuleset, type Ruleset } from '../../classification/index.js';
import { WrongExpectedRevisionError } from '../../event-store/index.js';
import { type CommandOrigin, type LedgerEventOf, newEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import type { AtPosition } from '../../read-model/engine/index.js';
import { defaultRulesetDocument } from './default-ruleset.js';
import { InvalidRulesetError, RulesetConflictError, UnknownRulesetError } from './ruleset-errors.js';
import { latestRuleset, type PublishedRuleset, publishedRulesets, rulesetOfVersion } from './published-rulesets.js';
import { mustBePublishable } from './compile-document.js';
import { type RulesetRegistry } from './ruleset-registry.js';
import { diffRulesets, isEmptyDiff, type RulesetDiff } from './ruleset-diff.js';
import { hasBothLayers, joinLayers, splitLayers, type DefaultsChoice } from './ruleset-layers.js';
import type {
  PublishedReceipt,
  PublishRequest,
  RulesetDraft,
  RulesetQueries,
  RulesetSummary,
  RulesetView,
} from './ruleset-views.js';

type Published = LedgerEventOf<'RulesetPublished'>['data'];

/** The rulesets of a ledger: what is in force, what was, and what comes next. */
export class Rulesets implements RulesetQueries {
  constructor(
    private readonly ledger: Ledger,
    private readonly registry: RulesetRegistry,
  ) {}

  async list(): Promise<{ readonly rulesets: readonly RulesetSummary[] } & AtPosition> {
    const published = await publishedRulesets(this.ledger);
    return { rulesets: published.map(summary), position: published[0]?.position ?? '0' };
  }

  async find(version?: number): Promise<RulesetView> {
    return view(version === undefined ? await this.#latest() : await rulesetOfVersion(this.ledger, version));
  }

  async diff(from: number, to: number | 'shipped'): Promise<RulesetDiff> {
    const before = await rulesetOfVersion(this.ledger, from);
    if (to !== 'shipped') {
      return diffRulesets(parsed(before.document), parsed((await rulesetOfVersion(this.ledger, to)).document));
    }
    return diffRulesets(parsed(before.document), parsed(this.#withDefaults(before, 'shipped')));
  }

  /** Whether the defaults of this release say anything else than those that the ruleset in force was published with. */
  async areShippedDefaultsNew(): Promise<boolean> {
    const { defaults } = splitLayers(await this.#latest());
    return defaults !== null && !isEmptyDiff(diffRulesets(parsed(defaults), parsed(defaultRulesetDocument())));
  }

  /**
   * The whole document that publishing would record, checked.
   * @throws InvalidRulesetError
   */
  async draft({ document, defaults = 'kept' }: RulesetDraft): Promise<{
    readonly document: string;
    /** The ruleset that it would replace. */
    readonly current: PublishedRuleset;
  }> {
    const current = await this.#latest();
    const whole = hasBothLayers(document) ? document : joinLayers(document, this.#defaults(current, defaults));
    mustBePublishable(whole);
    return { document: whole, current };
  }

  /**
   * Puts a ruleset into force for new mail; what history is thought to be stays as it is. One that is in force already
   * is not published again.
   * @throws InvalidRulesetError, RulesetConflictError
   */
  async publish({ expectedVersion, ...draft }: PublishRequest, origin: CommandOrigin): Promise<PublishedReceipt> {
    const { document, current } = await this.draft(draft);
    return this.#append({ document, origin: 'operator' }, expectedVersion ?? current.version, origin);
  }

  /**
   * Publishes an earlier version again, as a new one. @throws UnknownRulesetError, InvalidRulesetError,
   * RulesetConflictError
   */
  async rollback(
    version: number,
    expectedVersion: number | undefined,
    origin: CommandOrigin,
  ): Promise<PublishedReceipt> {
    const earlier = await rulesetOfVersion(this.ledger, version);
    mustBePublishable(earlier.document);
    return this.#append(earlier, expectedVersion ?? (await this.#latest()).version, origin);
  }

  async #append(
    { document, origin }: Pick<Published, 'document' | 'origin'>,
    expected: number,
    commandOrigin: CommandOrigin,
  ): Promise<PublishedReceipt> {
    const current = await this.#latest();
    if (current.version !== expected) throw new RulesetConflictError(expected, current.version);
    if (current.document === document) {
      return { version: current.version, alreadyKnown: true, position: current.position };
    }
    const data: Published = { version: expected + 1, document, origin };
    const event = newEvent('RulesetPublished', data, { ...this.ledger, ...commandOrigin });
    try {
      const { position } = await this.ledger.store.append(streams.ruleset, expected - 1, [event]);
      await this.registry.refresh();
      return { version: data.version, alreadyKnown: false, position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
      throw new RulesetConflictError(expected, (await this.#latest()).version);
    }
  }

  #withDefaults(ruleset: PublishedRuleset, choice: DefaultsChoice): string {
    const { operator } = splitLayers(ruleset);
    const defaults = this.#defaults(ruleset, choice);
    return operator === null ? (defaults ?? ruleset.document) : joinLayers(operator, defaults);
  }

  #defaults(current: PublishedRuleset, choice: DefaultsChoice): string | null {
    switch (choice) {
      case 'kept':
        return splitLayers(current).defaults;
      case 'shipped':
        return defaultRulesetDocument();
      case 'none':
        return null;
    }
  }

  async #latest(): Promise<PublishedRuleset> {
    const latest = await latestRuleset(this.ledger);
    if (latest === null) throw new UnknownRulesetError(1);
    return latest;
  }
}

function parsed(document: string): Ruleset {
  const result = parseRuleset(document);
  if (!result.ok) throw new InvalidRulesetError('the ruleset', result.problems);
  return result.ruleset;
}

function summary({ version, origin, publishedAt, actor, forRun, document }: PublishedRuleset): RulesetSummary {
  const { rules, policy } = parsed(document);
  return {
    version,
    origin,
    publishedAt,
    actor,
    reclassification: forRun,
    rules: rules.length,
    operatorRules: origin === 'defaults' ? 0 : rules.filter(({ layer }) => layer === 'operator').length,
    policy,
  };
}

function view(ruleset: PublishedRuleset): RulesetView {
  return { ...summary(ruleset), document: ruleset.document, layers: splitLayers(ruleset) };
}
