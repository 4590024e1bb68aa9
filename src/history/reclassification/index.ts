export { checkDocument } from '../rulesets/check-document.js';
export type { CommandOrigin } from './command-origin.js';
export { draftRule } from '../rulesets/draft-rule.js';
export type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from './reclassification-views.js';
export { Reclassifications } from './reclassifications.js';
export type { RulesetDiff } from '../rulesets/ruleset-diff.js';
export type {
  PublishedReceipt,
  PublishRequest,
  RulesetDraft,
  RulesetQueries,
  RulesetSummary,
  RulesetView,
} from '../rulesets/ruleset-views.js';
export { Rulesets } from '../rulesets/rulesets.js';
