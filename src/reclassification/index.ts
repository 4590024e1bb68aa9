export { checkDocument } from './check-document.js';
export type { CommandOrigin } from './command-origin.js';
export { draftRule } from './draft-rule.js';
export type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from './reclassification-views.js';
export { Reclassifications } from './reclassifications.js';
export type { RulesetDiff } from './ruleset-diff.js';
export type {
  PublishedReceipt,
  PublishRequest,
  RulesetDraft,
  RulesetQueries,
  RulesetSummary,
  RulesetView,
} from './ruleset-views.js';
export { Rulesets } from './rulesets.js';
