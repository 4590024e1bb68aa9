export { BouncesModule } from './bounces.module.js';
export { VerdictDto } from './verdict.dto.js';
export type { BounceQueries, MailQueries } from './bounce-views.js';
export { bounceJudged, reportTold, type BounceJudged, type ReportTold } from './changes.js';
export { reportsProjection } from './reports.projection.js';
export { factsView } from './facts-view.js';
export { StoredBounces } from './stored-bounces.js';
export { StoredMails } from './stored-mails.js';
export type { BounceView } from './bounce-views.js';
