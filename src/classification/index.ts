export type * from './classification.js';
export { checkExamples } from './check-examples.js';
export { compileRuleset } from './compile-ruleset.js';
export { type ParsedRuleset, parseRuleset } from './parse-ruleset.js';
export type { ComplaintEffect, Policy } from './policy.js';
export { REASON_TABLE, type ReasonEntry, SPARKPOST_CODE_OF_KIND, reasonEntry } from './reasons.js';
export type { Rule, RuleConditions, RuleExample, Ruleset, RulesetProblem } from './ruleset.js';
