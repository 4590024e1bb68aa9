export { compileDocument } from './compile-document.js';
export { defaultRulesetDocument } from './default-ruleset.js';
export { latestRuleset, publishedRulesets, rulesetOfVersion, type PublishedRuleset } from './published-rulesets.js';
export { InvalidRulesetError, UnknownRulesetError } from './ruleset-errors.js';
export { RulesetRegistry } from './ruleset-registry.js';
export type {
  RulesetDraft,
  PublishedReceipt,
  RulesetSummary,
  RulesetView,
  RulesetQueries,
  PublishRequest,
} from './ruleset-views.js';
export { diffRulesets, type PolicyChange, type RulesetDiff } from './ruleset-diff.js';
export { Rulesets } from './rulesets.js';
export { DEFAULTS_CHOICES, type DefaultsChoice, type RulesetLayers } from './ruleset-layers.js';
export { checkDocument } from './check-document.js';
export { draftRule } from './draft-rule.js';
