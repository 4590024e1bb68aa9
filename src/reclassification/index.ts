export { defaultRulesetDocument } from './default-ruleset.js';
export { compileDocument, RulesetRegistry } from './ruleset-registry.js';
