export { checkDocument } from './check-document.js';
export { defaultRulesetDocument } from './default-ruleset.js';
export { compileDocument } from './compile-document.js';
export { Reclassifications } from './reclassifications.js';
export type {
  ConfirmRequest,
  ReclassificationPreview,
  ReclassificationQueries,
  ReclassificationView,
} from './reclassification-views.js';
export { ReclassificationModule } from './reclassification.module.js';
export type { RulesetDiff } from './ruleset-diff.js';
export { RulesetRegistry } from './ruleset-registry.js';
export { Rulesets } from './rulesets.js';
export type { PublishedReceipt, PublishRequest, RulesetQueries, RulesetSummary, RulesetView } from './ruleset-views.js';
