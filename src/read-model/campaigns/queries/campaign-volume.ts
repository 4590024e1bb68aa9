import type { ReadModelDatabase } from '../../engine/index.js';

const BATCHES = `
SELECT coalesce(sum(sends), 0) AS sends, max(last_sent_at) AS lastSentAt FROM send_batches WHERE campaign_id = ?`;
const DOMAINS = 'SELECT domain, sends FROM sends_by_domain WHERE campaign_id = ?';
// A batch whose sends are registered too is the same messages.
const TOTALS = `
SELECT sends, sent_at, by_domain FROM campaign_totals
WHERE campaign_id = ? AND batch_id NOT IN (SELECT batch_id FROM send_batches WHERE campaign_id = ?)`;

/** How much a campaign sent, as far as it was registered with the ledger. */
export interface CampaignVolume {
  readonly sends: number;
  /** Whether sends are registered one by one. */
  readonly hasRegisteredSends: boolean;
  /** ISO 8601, UTC; null while nothing was sent. */
  readonly lastSentAt: string | null;
  /** Sends by domain, where domains were registered: totals may come without any. */
  readonly byDomain: ReadonlyMap<string, number>;
}

interface TotalsRow {
  readonly sends: number;
  readonly sent_at: string;
  readonly by_domain: string | null;
}

export function campaignVolume(database: ReadModelDatabase, campaignId: string): CampaignVolume {
  const registered = database.get<{ sends: number; lastSentAt: string | null }>(BATCHES, campaignId);
  let sends = registered?.sends ?? 0;
  let lastSentAt = registered?.lastSentAt ?? null;
  const byDomain = new Map<string, number>();
  const add = (domain: string, count: number) => byDomain.set(domain, (byDomain.get(domain) ?? 0) + count);
  for (const row of database.all<{ domain: string; sends: number }>(DOMAINS, campaignId)) add(row.domain, row.sends);
  for (const totals of database.all<TotalsRow>(TOTALS, campaignId, campaignId)) {
    sends += totals.sends;
    if (lastSentAt === null || totals.sent_at > lastSentAt) lastSentAt = totals.sent_at;
    const counts = totals.by_domain === null ? {} : (JSON.parse(totals.by_domain) as Record<string, number>);
    for (const [domain, count] of Object.entries(counts)) add(domain, count);
  }
  return { sends, hasRegisteredSends: (registered?.sends ?? 0) > 0, lastSentAt, byDomain };
}
