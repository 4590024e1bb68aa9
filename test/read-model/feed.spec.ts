import { describe, expect, it } from 'vitest';
import type { FeedType } from '../../src/read-model/feed/index.js';
import { streams } from '../../src/events/index.js';
import { campaignRegistered, followedLedger, FULL, HARD, mailIdOfName, mailThatTells } from './read-model-kit.js';

const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe('the feed', () => {
  it('tells of a bounce with its facts, and then of the status that it changed', async () => {
    const { ledger, readModel, record } = await followedLedger();
    await record(...campaignRegistered('spring'));
    await record(...mailThatTells('b1', 'bounce', { keys: { headers: { 'x-campaign-id': 'spring' } } }));
    const { items, next } = readModel.feed.page({}, undefined, 10);
    expect(next).toBeNull();
    const at = readModel.position();
    const common = {
      specversion: '1.0',
      source: `/bounce-ledger/${ledger.ledgerId}`,
      subject: 'ana@example.com',
      time: '2026-11-21T10:00:00.000Z',
      datacontenttype: 'application/json',
    };
    expect(items).toMatchObject([
      {
        ...common,
        type: 'bounce-ledger.bounce.received.v1',
        data: {
          bounceId: 'bounce-b1',
          recipient: 'ana@example.com',
          facts: { recipient: 'ana@example.com', status: '5.1.1' },
          verdict: HARD,
          correlation: { method: 'header', verified: false, campaignId: 'spring' },
          position: `${at}/0`,
        },
      },
      {
        ...common,
        type: 'bounce-ledger.recipient.status-changed.v1',
        data: {
          from: 'valid',
          to: 'quarantined',
          cause: 'bounce',
          bounceId: 'bounce-b1',
          verdict: HARD,
          campaignId: 'spring',
          position: `${at}/1`,
        },
      },
    ]);
  });

  it('tells of delays and complaints', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('d1', 'delay'));
    await record(...mailThatTells('c1', 'complaint', { recipient: 'bo@example.org' }));
    expect(readModel.feed.page({}, undefined, 10).items).toMatchObject([
      {
        type: 'bounce-ledger.delivery.delayed.v1',
        data: { mailId: mailIdOfName('d1'), recipient: 'ana@example.com', facts: { action: 'delayed' } },
      },
      {
        type: 'bounce-ledger.complaint.received.v1',
        subject: 'bo@example.org',
        data: { mailId: mailIdOfName('c1'), recipient: 'bo@example.org', feedbackType: 'abuse', correlation: null },
      },
      {
        type: 'bounce-ledger.recipient.status-changed.v1',
        subject: 'bo@example.org',
        data: { from: 'valid', to: 'denylisted', cause: 'complaint' },
      },
    ]);
  });

  it('tells of a verdict that is replaced', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('b1', 'bounce', { verdict: FULL }));
    const after = `${readModel.position()}/9`;
    const verdict = { ...HARD, rulesetVersion: 2 };
    const mailId = mailIdOfName('b1');
    await record(streams.mail(mailId), {
      type: 'BounceClassified',
      data: { bounceId: 'bounce-b1' as never, mailId, verdict },
    });
    expect(readModel.feed.page({}, after, 10).items[0]).toMatchObject({
      type: 'bounce-ledger.bounce.reclassified.v1',
      data: { bounceId: 'bounce-b1', verdict, previous: FULL },
    });
  });

  it.each<[FeedType[], string | undefined, number]>([
    [['bounce.received'], undefined, 3],
    [['delivery.delayed'], undefined, 1],
    [['bounce.received', 'delivery.delayed', 'bounce.received'], undefined, 4],
    [['bounce.reclassified'], undefined, 0],
    [['bounce.received'], 'spring', 1],
  ])('gives only %j of campaign %s where only they are asked for', async (types, campaignId, count) => {
    const { readModel, record } = await followedLedger();
    await record(...campaignRegistered('spring'));
    await record(...mailThatTells('b1', 'bounce', { keys: { headers: { 'x-campaign-id': 'spring' } } }));
    await record(...mailThatTells('b2', 'bounce'));
    await record(...mailThatTells('d1', 'delay'));
    await record(...mailThatTells('b3', 'bounce'));

    const filter = { types, campaignId };
    const { items } = readModel.feed.page(filter, undefined, 10);
    expect(items).toHaveLength(count);
    expect(new Set(typesOf(items))).toEqual(
      new Set(count === 0 ? [] : types.map((type) => `bounce-ledger.${type}.v1`)),
    );
    // Page by page it is the same.
    const paged = [];
    let after: string | undefined;
    do {
      const page = readModel.feed.page(filter, after, 1);
      paged.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(paged).toEqual(items);
  });

  it('goes on after any position, also one at which nothing was told', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('d1', 'delay'));
    const between = readModel.position();
    await record(...campaignRegistered('spring'));
    const silent = readModel.position();
    await record(...mailThatTells('d2', 'delay'));
    const rest = (after: string) => readModel.feed.page({}, after, 10).items.map(({ data }) => data['mailId']);
    expect(rest('0/0')).toEqual([mailIdOfName('d1'), mailIdOfName('d2')]);
    expect(rest(`${between}/0`)).toEqual([mailIdOfName('d2')]);
    expect(rest(`${silent}/0`)).toEqual([mailIdOfName('d2')]);
    expect(rest(`${readModel.position()}/0`)).toEqual([]);
    expect(rest('999999/0')).toEqual([]);
  });

  it.each(['18240', '', 'x/y', '1/', '/0', 'no position/0', `${'9'.repeat(30)}/0`])(
    'refuses %j, which is no feed position',
    async (after) => {
      const { readModel, record } = await followedLedger();
      await record(...mailThatTells('d1', 'delay'));
      expect(() => readModel.feed.page({}, after, 10)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }));
    },
  );

  it('wakes who waits for more', async () => {
    const { readModel, record } = await followedLedger();
    const grown = readModel.feed.grown(new AbortController().signal);
    await record(...mailThatTells('d1', 'delay'));
    await grown;
    const leaving = new AbortController();
    const waiting = readModel.feed.grown(leaving.signal);
    leaving.abort();
    await waiting;
  });
});
