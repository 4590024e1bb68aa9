export type { ClassifiableFacts } from './classifiable-facts.js';
export type { Classifier } from './classification.js';
export { checkRuleset } from './check-ruleset.js';
export { compileRuleset } from './compile-ruleset.js';
export { parseRuleset } from './parse-ruleset.js';
export { providerOf } from './providers.js';
export { COMPLAINT_EFFECTS, DEFAULT_POLICY, type Policy } from './policy.js';
export { REASON_TABLE, reasonEntry } from './reasons.js';
export { NO_REASON_GIVEN, type Ruleset, type RulesetProblem } from './ruleset.js';
