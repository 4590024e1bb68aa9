import { readFileSync } from 'node:fs';

/** The ruleset document that comes with this version: rulesets/default.yaml of the package. */
export function defaultRulesetDocument(): string {
  return readFileSync(new URL('../../../rulesets/default.yaml', import.meta.url), 'utf8');
}
