export { defaultRulesetDocument } from './default-ruleset.js';
export { compileDocument, InvalidRulesetError, RulesetRegistry } from './ruleset-registry.js';
