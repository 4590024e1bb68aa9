import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/events/index.js';
import { NOW } from '../support/temporary-ledger.js';
import { appended, applied, campaign, SENT_AT, sends, totals, type Appended } from './applied-log.js';
import { FULL, HARD, mailThatTells } from './read-model-kit.js';

const SPAM: Verdict = { ...FULL, reason: 'spam-content', fault: 'sender' };
const IGNORED: Verdict = { ...FULL, type: 'ignored', reason: 'smtp-protocol-error', fault: 'sender' };

const addressOf = (n: number) => `r${n}@${n % 2 === 0 ? 'gmail.com' : 'example.com'}`;
const messageIdOf = (n: number) => `<s${n}@news.example>`;
const tenSends = sends(
  'spring',
  Array.from({ length: 10 }, (_, n) => ({ recipient: addressOf(n), messageId: messageIdOf(n), sendId: `s${n}` })),
);

let mails = 0;
function reported(
  kind: 'bounce' | 'delay' | 'complaint',
  n: number,
  verdict?: Verdict,
  occurredAt = SENT_AT,
): Appended {
  mails += 1;
  return appended(
    mailThatTells(`m${mails}`, kind, {
      ...{ recipient: addressOf(n), originalMessageId: messageIdOf(n), occurredAt },
      ...(verdict !== undefined && { verdict }),
    }),
  );
}
const unproven = (n: number): Appended => {
  mails += 1;
  return appended(mailThatTells(`m${mails}`, 'bounce', { recipient: addressOf(n), occurredAt: SENT_AT }));
};
const named = (recipient: string, verdict: Verdict, occurredAt = SENT_AT): Appended => {
  mails += 1;
  const headers = { 'x-campaign-id': 'spring' };
  return appended(mailThatTells(`m${mails}`, 'bounce', { recipient, verdict, occurredAt, keys: { headers } }));
};

describe('a campaign whose sends are registered', () => {
  it('counts each send once, by its worst bounce, and tells shares of the sends', () => {
    const { campaigns } = applied(
      campaign('spring'),
      tenSends,
      // Sent once, bounced three times: hard.
      ...[reported('bounce', 0, FULL), reported('bounce', 0, HARD), reported('bounce', 0, SPAM)],
      ...[reported('bounce', 1, FULL), reported('bounce', 1, SPAM)],
      ...[reported('bounce', 2, FULL), reported('bounce', 2, IGNORED)],
      ...[reported('bounce', 4, HARD), reported('bounce', 3, IGNORED)],
    );
    expect(campaigns.find('spring', NOW)).toEqual({
      ...{ id: 'spring', name: null, purpose: 'bulk', sends: 10, position: '0' },
      ...{ settled: false, settlesAt: '2026-11-27T08:00:00.000Z' },
      failed: { total: 4, hard: 2, soft: 1, blocked: 1, ignored: 1 },
      rates: { bounce: 0.4, hard: 0.2, soft: 0.1, blocked: 0.1 },
      ...{ late: 0, unverified: 0, delayed: 0, complaints: 0 },
      byReason: [
        { reason: 'user-unknown', failed: 2, shareOfFailed: 0.5, shareOfSends: 0.2 },
        { reason: 'mailbox-full', failed: 1, shareOfFailed: 0.25, shareOfSends: 0.1 },
        { reason: 'spam-content', failed: 1, shareOfFailed: 0.25, shareOfSends: 0.1 },
      ],
      byDomain: [
        { domain: 'gmail.com', sends: 5, failed: 3 },
        { domain: 'example.com', sends: 5, failed: 1 },
      ],
      byProvider: [
        { provider: 'google', sends: 5, failed: 3, bounceRate: 0.6 },
        { provider: 'other', sends: 5, failed: 1, bounceRate: 0.2 },
      ],
    });
  });

  it('tells what is unverified, late, delayed or a complaint apart from what failed', () => {
    const { campaigns } = applied(
      ...[campaign('spring'), tenSends, reported('bounce', 0, HARD), unproven(1)],
      reported('bounce', 2, HARD, '2026-11-27T08:00:00.000Z'),
      reported('bounce', 4, HARD, '2026-11-27T08:00:00.001Z'),
      ...[reported('delay', 5), reported('delay', 5), reported('complaint', 6)],
    );
    expect(campaigns.find('spring', NOW)).toMatchObject({
      ...{ failed: { total: 2, hard: 2 }, late: 1, unverified: 1, delayed: 2, complaints: 1 },
    });
  });

  it('counts a complaint once for its send, by however many routes it came', () => {
    const { campaigns } = applied(
      ...[campaign('spring'), tenSends, reported('complaint', 6), reported('complaint', 6), reported('complaint', 7)],
      appended(mailThatTells('redacted', 'complaint', { recipient: null, originalMessageId: messageIdOf(6) })),
      appended(
        mailThatTells('without a Message-ID', 'complaint', {
          ...{ recipient: addressOf(6), occurredAt: SENT_AT, keys: { headers: { 'x-campaign-id': 'spring' } } },
        }),
      ),
    );
    expect(campaigns.find('spring', NOW)).toMatchObject({ complaints: 2 });
  });

  it('settles a week after its last send, at that instant', () => {
    const { campaigns } = applied(campaign('spring'), tenSends);
    const settles = Date.parse('2026-11-27T08:00:00.000Z');
    expect(campaigns.find('spring', new Date(settles - 1))?.settled).toBe(false);
    expect(campaigns.find('spring', new Date(settles))?.settled).toBe(true);
  });

  it('counts no batch before its last part, and none twice', () => {
    const one = [{ recipient: addressOf(0) }];
    const parts = [0, 1, 2].map((part) => sends('spring', one, { batchId: 'b', part, last: part === 2 }));
    const [first, second, third] = parts;
    if (!first || !second || !third) throw new Error('there are three parts');
    const log = applied(campaign('spring'), first, second);
    expect(log.campaigns.find('spring', NOW)).toMatchObject({ sends: 0, settlesAt: null, rates: { bounce: null } });
    log.apply(third);
    expect(log.campaigns.find('spring', NOW)).toMatchObject({ sends: 3, byDomain: [{ sends: 3 }] });
    log.apply(...parts);
    expect(log.campaigns.find('spring', NOW)).toMatchObject({ sends: 3, byDomain: [{ sends: 3 }] });
  });
});

describe('a campaign of which only totals are recorded', () => {
  it('has rates by them, each batch counted once', () => {
    const { campaigns } = applied(
      campaign('spring'),
      ...[totals('spring', 't1', 60), totals('spring', 't1', 60), totals('spring', 't2', 40, { 'example.com': 40 })],
      ...[named('a@example.com', HARD), named('a@example.com', HARD), named('b@example.com', FULL)],
    );
    expect(campaigns.find('spring', NOW)).toMatchObject({
      ...{ sends: 100, failed: { total: 2, hard: 1, soft: 1 }, unverified: 0 },
      rates: { bounce: 0.02, hard: 0.01, soft: 0.01, blocked: 0 },
      byDomain: [{ domain: 'example.com', sends: 40, failed: 2 }],
    });
  });

  it('does not count a batch again whose sends are registered too', () => {
    const { campaigns } = applied(campaign('spring'), totals('spring', 'of-spring', 10), tenSends);
    expect(campaigns.find('spring', NOW)?.sends).toBe(10);
  });
});

describe('a campaign of which no sends are known', () => {
  it('has no rates, and never settles', () => {
    const { campaigns } = applied(
      campaign('spring', 'transactional'),
      named('a@example.com', HARD, '2026-11-01T00:00:00.000Z'),
    );
    expect(campaigns.find('spring', NOW)).toMatchObject({
      ...{ purpose: 'transactional', sends: 0, settled: false, settlesAt: null, late: 0 },
      ...{ failed: { total: 1 }, rates: { bounce: null, hard: null, soft: null, blocked: null } },
      byReason: [{ shareOfFailed: 1, shareOfSends: null }],
      byDomain: [{ domain: 'example.com', sends: 0, failed: 1 }],
      byProvider: [{ provider: 'other', sends: 0, failed: 1, bounceRate: null }],
    });
  });
});

describe('campaigns', () => {
  it('that nobody registered are not found', () => {
    expect(applied(sends('spring', [{ recipient: addressOf(0) }])).campaigns.find('spring', NOW)).toBeNull();
  });

  it('are listed in pages, the last registered first', () => {
    const { campaigns } = applied(...['a', 'b', 'c'].map((id) => campaign(id)));
    const first = campaigns.list({ limit: 2 }, NOW);
    const second = campaigns.list({ limit: 2, cursor: first.next ?? undefined }, NOW);
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([['c', 'b'], ['a']]);
    expect(second.next).toBeNull();
  });
});
