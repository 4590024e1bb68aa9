import { randomUUID } from 'node:crypto';
import { makeCampaign } from '../../src/demo/campaign.js';
import { makeMails } from '../../src/demo/make-mails.js';
import { mailIdOf } from '../../src/ledger/index.js';

const SENDS = 20_000;

/**
 * Mails of many kinds, no two of them equal, in the order of their arrival. Each names a new campaign, so an event
 * store that is used again has seen none of them.
 */
export function distinctMails(count: number): Buffer[] {
  const campaignId = randomUUID();
  const campaign = makeCampaign({
    campaignId,
    name: 'distinct mails',
    sends: SENDS,
    seed: 7,
    startedAt: new Date('2026-11-01T08:00:00Z'),
    returnAddressOf: ({ sendId }) => `bounces+${sendId}@news.example`,
  });
  const named = makeMails(campaign, 7).filter(({ bytes }) => bytes.includes(campaignId));
  const byId = new Map(named.map(({ bytes }) => [mailIdOf(bytes), bytes]));
  if (byId.size < count) throw new RangeError(`there are no more than ${byId.size} distinct mails`);
  return [...byId.values()].slice(0, count);
}
