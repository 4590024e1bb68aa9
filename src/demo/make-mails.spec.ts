import { describe, expect, it } from 'vitest';
import { domainOf } from '../events/index.js';
import { mailIdOf } from '../ledger/index.js';
import { makeCampaign, type CampaignPlan } from './campaign.js';
import { makeMails } from './make-mails.js';
import { DELAYS, DUPLICATES, FAILURES, OTHER_MAILS, SEVERAL_RECIPIENTS } from './mix.js';

const plan: CampaignPlan = {
  campaignId: 'autumn',
  name: 'Autumn offer',
  sends: 20_000,
  seed: 1,
  startedAt: new Date('2026-11-15T08:00:00Z'),
  returnAddressOf: ({ sendId }) => `bounce+autumn.${sendId}@bounces.news.example`,
};
const campaign = makeCampaign(plan);
const mails = makeMails(campaign, 2);

describe('the campaign of the demo', () => {
  it('is the same for the same plan', () => {
    expect(makeCampaign(plan)).toEqual(campaign);
  });

  it('sends to names that are reserved and reach nobody', () => {
    const domains = new Set(campaign.sends.map(({ recipient }) => domainOf(recipient)));
    for (const domain of domains) expect(domain).toMatch(/^example\.(com|org|net)$|\.(example|invalid)$/);
  });

  it('sends each message once, to a recipient of its own', () => {
    for (const field of ['sendId', 'recipient', 'messageId', 'returnAddress'] as const) {
      expect(new Set(campaign.sends.map((send) => send[field])).size).toBe(plan.sends);
    }
  });
});

describe('the mailbox of the demo', () => {
  it('holds 2,000 mails, the same bytes for the same seed', () => {
    expect(mails).toHaveLength(2_000);
    expect(makeMails(campaign, 2).map(({ bytes }) => mailIdOf(bytes))).toEqual(
      mails.map(({ bytes }) => mailIdOf(bytes)),
    );
    expect(makeMails(campaign, 3)).not.toEqual(mails);
  });

  it('holds as many mails of each kind as the mix says', () => {
    const sum = (rows: readonly (readonly [number, ...unknown[]])[]) =>
      rows.reduce((total, [count]) => total + count, 0);
    const originals = mails.filter(({ isDuplicate }) => !isDuplicate);
    const counts = Object.groupBy(originals, ({ madeAs }) => madeAs.kind);
    expect(counts.bounce).toHaveLength(sum(FAILURES) + 1);
    expect(counts.delay).toHaveLength(sum(DELAYS));
    expect(counts.unreadable).toHaveLength(OTHER_MAILS.noise + OTHER_MAILS.empty + OTHER_MAILS.nested);
    expect(originals.flatMap(({ madeAs }) => (madeAs.kind === 'bounce' ? madeAs.recipients : []))).toHaveLength(
      sum(FAILURES) + SEVERAL_RECIPIENTS.length,
    );
    expect(mails.length - originals.length).toBe(DUPLICATES);
  });

  it('holds the duplicates, and only them, twice', () => {
    expect(new Set(mails.map(({ bytes }) => mailIdOf(bytes))).size).toBe(mails.length - DUPLICATES);
  });

  it('holds some duplicates that a mail store added fields to', () => {
    const byId = Object.groupBy(mails, ({ bytes }) => mailIdOf(bytes));
    const twins = Object.values(byId).filter((same) => same !== undefined && same.length > 1);
    const differing = twins.filter((same) => new Set(same?.map(({ bytes }) => bytes.toString('latin1'))).size > 1);
    expect(differing).toHaveLength(DUPLICATES / 2);
  });

  it('is in the order of arrival, which began after the campaign did', () => {
    const arrivals = mails.map(({ arrivedAt }) => arrivedAt.getTime());
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
    expect(arrivals[0]).toBeGreaterThanOrEqual(plan.startedAt.getTime());
  });

  it('asks for a campaign that is large enough', () => {
    expect(() => makeMails(makeCampaign({ ...plan, sends: 1_000 }), 2)).toThrow('too small for the mix');
  });
});
