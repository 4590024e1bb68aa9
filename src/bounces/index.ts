export type { BounceQueries, MailQueries } from './bounce-views.js';
export {
  bounceJudged,
  reportReread,
  reportTold,
  type BounceJudged,
  type ReportReread,
  type ReportTold,
} from './changes.js';
export { reportsProjection } from './reports.projection.js';
export { reportNumberOf } from './judge.js';
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
export { StoredMails } from './stored-mails.js';
export { StoredUndetermined } from './stored-undetermined.js';
export { UnknownClusterError, type UndeterminedCluster, type UndeterminedQueries } from './undetermined-views.js';
export { undeterminedProjection } from './undetermined.projection.js';
export type { BounceView } from './bounce-views.js';
export { StoredSeenMails } from './stored-seen-mails.js';
