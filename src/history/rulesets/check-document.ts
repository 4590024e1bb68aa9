import { checkRuleset, type RulesetProblem } from '../../classification/index.js';
import { defaultRulesetDocument } from './default-ruleset.js';
import { hasBothLayers, joinLayers } from './ruleset-layers.js';

/**
 * Holds an operator's document, above the defaults of this release or alone, against everything that is asked of one.
 */
export function checkDocument(
  document: string,
  defaults: 'shipped' | 'none',
): { readonly problems: readonly RulesetProblem[]; readonly rules: number } {
  const isWhole = defaults === 'none' || hasBothLayers(document);
  const checked = checkRuleset(isWhole ? document : joinLayers(document, defaultRulesetDocument()));
  if (!checked.ok) return { problems: checked.problems, rules: 0 };
  return { problems: [], rules: checked.ruleset.rules.length };
}
