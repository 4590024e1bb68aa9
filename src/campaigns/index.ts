export { CampaignsModule } from './campaigns.module.js';
export type { CampaignQueries } from './campaign-views.js';
export type { CampaignView } from './campaign-views.js';
