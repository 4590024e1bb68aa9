import { typedEvent } from '../../events/index.js';
import { type Projection } from '../engine/index.js';
import { recordSends } from './sends/record-sends.js';
import { CAMPAIGNS_INDEXES, CAMPAIGNS_SCHEMA } from './schema.js';

const INSERT_CAMPAIGN = 'INSERT OR IGNORE INTO campaigns (campaign_id, purpose, name) VALUES (?, ?, ?)';
const INSERT_TOTALS = `
INSERT OR IGNORE INTO campaign_totals (campaign_id, batch_id, sends, sent_at, by_domain) VALUES (?, ?, ?, ?, ?)`;

/** Campaigns, how much they sent, and their registered sends. */
export function createCampaignsProjection(): Projection {
  return {
    name: 'campaigns',
    version: 1,
    schema: CAMPAIGNS_SCHEMA,
    indexes: CAMPAIGNS_INDEXES,
    apply(event, database, changes) {
      const { type, data } = typedEvent(event);
      switch (type) {
        case 'CampaignRegistered':
          database.run(INSERT_CAMPAIGN, data.campaignId, data.purpose, data.name);
          break;
        case 'CampaignTotalsRecorded': {
          const byDomain = data.byDomain === null ? null : JSON.stringify(data.byDomain);
          database.run(INSERT_TOTALS, data.campaignId, data.batchId, data.sends, data.sentAt, byDomain);
          break;
        }
        case 'SendsRecorded':
          recordSends(data, database, changes);
          break;
        default:
      }
    },
  };
}
