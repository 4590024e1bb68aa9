export type { BounceQueries } from './bounce-views.js';
export {
  bounceClassified,
  findingReinterpreted,
  findingRecorded,
  type BounceClassification,
  type FindingReinterpreted,
  type Finding,
  type FindingRecorded,
} from './changes.js';
export { findingsProjection } from './projection/findings.projection.js';
export { findingNumberOf } from './projection/record-verdict.js';
export { findingOf, lastFindingNumber } from './projection/finding-rows.js';
export {
  bounceIdOfFinding,
  bouncesInBrief,
  classifiedBounce,
  RULE_FACTS,
  versionsInEffect,
  type RuleFact,
} from './queries/classified-bounces.js';
export { VerdictOverlay } from './queries/verdict-overlay.js';
export { factsView } from './facts-view.js';
export { SqliteBounceQueries } from './queries/sqlite-bounce-queries.js';
export type { BounceView } from './bounce-views.js';
export { type BounceFilter, type FactsView, CORRELATION_METHODS, type CorrelationView } from './bounce-views.js';
