import { versionsInEffect } from '../../read-model/bounces/index.js';
import { parseRuleset, type Ruleset } from '../../classification/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { ReadModelDatabase } from '../../read-model/engine/index.js';
import { InvalidRulesetError, publishedRulesets } from '../rulesets/index.js';
import { reclassifier, type Reclassifier } from './reclassifier.js';

/**
 * A ruleset document, ready to reclassify whatever rulesets of the ledger have classified. @throws InvalidRulesetError
 */
export async function makeReclassifier(
  ledger: Ledger,
  document: string,
  version: number,
  database: ReadModelDatabase,
): Promise<{ readonly reclassifier: Reclassifier; readonly ruleset: Ruleset }> {
  const parsed = parseRuleset(document);
  if (!parsed.ok) throw new InvalidRulesetError('the ruleset', parsed.problems);
  const published = await publishedRulesets(ledger);
  const documents = new Map(published.map((former) => [former.version, former.document]));
  const former = new Map([[version, parsed.ruleset]]);
  for (const named of versionsInEffect(database)) {
    const result = parseRuleset(documents.get(named) ?? '');
    if (named !== version && result.ok) former.set(named, result.ruleset);
  }
  return { reclassifier: reclassifier(parsed.ruleset, version, former), ruleset: parsed.ruleset };
}
