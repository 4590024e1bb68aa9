import { checkRuleset, compileRuleset, parseRuleset, type Classifier } from '../../classification/index.js';
import { InvalidRulesetError } from './ruleset-errors.js';

/** @throws InvalidRulesetError */
export function compileDocument(document: string, version: number, source: string): Classifier {
  const parsed = parseRuleset(document);
  if (!parsed.ok) throw new InvalidRulesetError(source, parsed.problems);
  return compileRuleset(parsed.ruleset, version);
}

/**
 * Holds a document against everything that is asked of one that is published.
 * @throws InvalidRulesetError
 */
export function mustBePublishable(document: string): void {
  const checked = checkRuleset(document);
  if (!checked.ok) throw new InvalidRulesetError('the ruleset', checked.problems);
}
