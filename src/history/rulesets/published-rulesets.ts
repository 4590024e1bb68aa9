import { eventOfType, type RecordedEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import { UnknownRulesetError } from './ruleset-errors.js';

/** A ruleset as it was published. */
export interface PublishedRuleset {
  readonly version: number;
  readonly document: string;
  readonly origin: 'defaults' | 'operator';
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly actor: string | null;
  /** The reclassification that it was published for; null: for new mail alone. */
  readonly forRun: string | null;
  readonly position: string;
}

/** Every ruleset of the ledger, the latest first. */
export async function publishedRulesets(
  { store }: Pick<Ledger, 'store'>,
  limit?: number,
): Promise<readonly PublishedRuleset[]> {
  const rulesets: PublishedRuleset[] = [];
  const options = { direction: 'backwards', ...(limit !== undefined && { limit }) } as const;
  for await (const event of store.readStream(streams.ruleset, options)) rulesets.push(published(event));
  return rulesets;
}

/** The ruleset in force; null before the first start published the defaults. */
export async function latestRuleset(ledger: Pick<Ledger, 'store'>): Promise<PublishedRuleset | null> {
  return (await publishedRulesets(ledger, 1))[0] ?? null;
}

/** @throws UnknownRulesetError */
export async function rulesetOfVersion({ store }: Pick<Ledger, 'store'>, version: number): Promise<PublishedRuleset> {
  if (Number.isSafeInteger(version) && version > 0) {
    for await (const event of store.readStream(streams.ruleset, { from: version - 1, limit: 1 })) {
      return published(event);
    }
  }
  throw new UnknownRulesetError(version);
}

function published(event: RecordedEvent): PublishedRuleset {
  const { data, metadata, position } = eventOfType(event, 'RulesetPublished');
  const { version, document, origin } = data;
  const { recordedAt, actor, causationId } = metadata;
  return {
    version,
    document,
    origin,
    position,
    publishedAt: recordedAt,
    actor: actor ?? null,
    forRun: causationId ?? null,
  };
}
