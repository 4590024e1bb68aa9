export { compileDocument, mustBePublishable } from './compile-document.js';
export { defaultRulesetDocument } from './default-ruleset.js';
export { latestRuleset, publishedRulesets, rulesetOfVersion, type PublishedRuleset } from './published-rulesets.js';
export { InvalidRulesetError, RulesetConflictError, UnknownRulesetError } from './ruleset-errors.js';
export { RulesetRegistry } from './ruleset-registry.js';
