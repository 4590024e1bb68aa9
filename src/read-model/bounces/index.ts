export type { BounceQueries } from './bounce-views.js';
export {
  bounceJudged,
  reportReread,
  reportTold,
  type BounceJudged,
  type ReportReread,
  type ReportTold,
} from './changes.js';
export { reportsProjection } from './projection/reports.projection.js';
export { reportNumberOf } from './projection/judge.js';
export {
  bounceIdOfReport,
  bouncesInBrief,
  judgedBounce,
  RULE_FACTS,
  versionsInEffect,
  type RuleFact,
} from './judged-bounces.js';
export { VerdictOverlay } from './verdict-overlay.js';
export { factsView } from './facts-view.js';
export { StoredBounces } from './stored-bounces.js';
export type { BounceView } from './bounce-views.js';
export { type BounceFilter, type FactsView, CORRELATION_METHODS, type CorrelationView } from './bounce-views.js';
