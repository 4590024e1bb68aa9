import type { ReadModelDatabase } from '../../engine/index.js';

const CAMPAIGNS = `
SELECT DISTINCT campaign_id FROM correlations JOIN temp.overlaid_verdicts USING (sequence)
WHERE campaign_id IS NOT NULL ORDER BY campaign_id`;

/** The campaigns to which bounces with another verdict in the overlay belong. */
export function campaignsOfChanges(database: ReadModelDatabase): readonly string[] {
  return database.all<{ campaign_id: string }>(CAMPAIGNS).map((row) => row.campaign_id);
}
