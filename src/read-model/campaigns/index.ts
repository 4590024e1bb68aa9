export type { CampaignQueries, CampaignView } from './campaign-views.js';
export { sendsCounted, type SendsCounted } from './changes.js';
export { createCampaignsProjection } from './campaigns.projection.js';
export { campaignsOfChanges } from './queries/campaigns-of-changes.js';
export { SqliteCampaignQueries } from './queries/sqlite-campaign-queries.js';
export { type Rejection, GivenSends } from './sends/given-sends.js';
export { CampaignCommands, type NewTotals } from './campaign-commands.js';
export { UnknownCampaignError, NothingToRecordError } from './campaign-errors.js';
export { type Batch, type BatchRecorded, SendsCommands } from './sends/sends-commands.js';
