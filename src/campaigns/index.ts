export { CampaignsModule } from './campaigns.module.js';
export type { CampaignQueries } from './campaign-views.js';
export type { CampaignView } from './campaign-views.js';
export { createCampaignsProjection } from './campaigns.projection.js';
export { reportCorrelated, type ReportCorrelated } from './changes.js';
export { correlationOf } from './correlation/correlation-of.js';
export { createCorrelationProjection, type CorrelationOptions } from './correlation/correlation.projection.js';
export type { Correlation } from './correlation/correlation.js';
export { signVerp } from './correlation/verp.js';
