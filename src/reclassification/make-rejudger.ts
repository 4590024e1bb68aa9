import { parseRuleset, type Ruleset } from '../classification/index.js';
import type { Ledger } from '../ledger/index.js';
import { publishedRulesets } from './published-rulesets.js';
import { InvalidRulesetError } from './ruleset-errors.js';
import { rejudger, type Rejudge } from './rejudge.js';

/** A ruleset document, ready to judge again whatever rulesets of the ledger have judged. @throws InvalidRulesetError */
export async function makeRejudger(
  ledger: Ledger,
  document: string,
  version: number,
): Promise<{ readonly rejudge: Rejudge; readonly ruleset: Ruleset }> {
  const parsed = parseRuleset(document);
  if (!parsed.ok) throw new InvalidRulesetError('the ruleset', parsed.problems);
  const published = await publishedRulesets(ledger);
  const documents = new Map(published.map((former) => [former.version, former.document]));
  const rulesetOf = (former: number): Ruleset | null => {
    const result = parseRuleset(documents.get(former) ?? '');
    return result.ok ? result.ruleset : null;
  };
  return { rejudge: rejudger(parsed.ruleset, version, rulesetOf), ruleset: parsed.ruleset };
}
