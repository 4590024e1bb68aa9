export type { BounceQueries, MailQueries } from './bounce-views.js';
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
export { StoredMails } from '../mails/stored-mails.js';
export { StoredUndetermined } from '../undetermined/stored-undetermined.js';
export {
  UnknownClusterError,
  type UndeterminedCluster,
  type UndeterminedQueries,
} from '../undetermined/undetermined-views.js';
export { undeterminedProjection } from '../undetermined/undetermined.projection.js';
export type { BounceView } from './bounce-views.js';
export { StoredSeenMails } from '../mails/stored-seen-mails.js';
