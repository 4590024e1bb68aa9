export { CAMPAIGN_QUERIES, CampaignsController } from './campaigns.controller.js';
export { SendsController } from './sends.controller.js';
export { SendsRequests } from './sends-requests.js';
