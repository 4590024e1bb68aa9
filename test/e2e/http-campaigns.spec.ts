import { describe, expect, it } from 'vitest';
import { eventsOf } from '../support/temporary-ledger.js';
import { httpService } from './http-service.js';

const SENT_AT = '2026-11-21T08:00:00Z';
const spring = { id: 'spring', purpose: 'bulk', name: 'Spring news' };

describe('campaigns over HTTP', () => {
  it('registers a campaign once, and says so when the same one comes again', async () => {
    const { request, ledger } = await httpService();

    const first = await request('POST', '/v1/campaigns', { json: spring });
    const again = await request('POST', '/v1/campaigns', { json: spring });

    expect(first).toMatchObject({ status: 201, body: { id: 'spring', alreadyKnown: false } });
    expect(again).toMatchObject({ status: 200, body: { ...first.body, alreadyKnown: true } });
    expect(await eventsOf(ledger.store, 'campaign-spring')).toMatchObject([
      {
        type: 'CampaignRegistered',
        data: { campaignId: 'spring', purpose: 'bulk', name: 'Spring news' },
        metadata: { actor: 'local', correlationId: first.headers.get('x-request-id') },
      },
    ]);
  });

  it('refuses another campaign under the same id', async () => {
    const { request } = await httpService();
    await request('POST', '/v1/campaigns', { json: spring });

    expect(await request('POST', '/v1/campaigns', { json: { ...spring, purpose: 'transactional' } })).toMatchObject({
      status: 409,
      body: { type: 'urn:bounce-ledger:problem:campaign-conflict', status: 409 },
    });
  });

  it('names every wrong field of a campaign by path, unknown ones too', async () => {
    const { request } = await httpService();

    const { status, body } = await request('POST', '/v1/campaigns', {
      json: { id: 'a b', purpose: 'spam', name: 'x'.repeat(201), colour: 'red' },
    });

    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'urn:bounce-ledger:problem:invalid-request' });
    expect(body.errors?.map(({ path }) => path).sort()).toEqual(['colour', 'id', 'name', 'purpose']);
  });

  it('counts the totals of a batch once, added up by normalised domain', async () => {
    const { request, ledger } = await httpService();
    await request('POST', '/v1/campaigns', { json: spring });
    const totals = {
      batchId: 'b1',
      sentAt: '2026-11-21T09:00:00+01:00',
      byDomain: { 'Example.com': 2, 'example.com.': 3, 'example.org': 0 },
    };

    const first = await request('POST', '/v1/campaigns/spring/totals', { json: totals });
    const again = await request('POST', '/v1/campaigns/spring/totals', { json: totals });

    expect(first).toMatchObject({ status: 201, body: { batchId: 'b1', accepted: 5, alreadyKnown: false } });
    expect(again).toMatchObject({ status: 200, body: { ...first.body, alreadyKnown: true } });
    expect((await eventsOf(ledger.store, 'campaign-spring')).slice(1)).toMatchObject([
      {
        data: {
          batchId: 'b1',
          sentAt: '2026-11-21T08:00:00.000Z',
          sends: 5,
          byDomain: { 'example.com': 5, 'example.org': 0 },
        },
      },
    ]);
  });

  it('counts every one of many batches recorded at once', async () => {
    const { request, ledger } = await httpService();
    await request('POST', '/v1/campaigns', { json: spring });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, batch) =>
        request('POST', '/v1/campaigns/spring/totals', {
          json: { batchId: `b${batch % 10}`, sentAt: SENT_AT, sends: 7 },
        }),
      ),
    );

    expect(answers.filter(({ body }) => body['alreadyKnown'] === false)).toHaveLength(10);
    expect(await eventsOf(ledger.store, 'campaign-spring')).toHaveLength(11);
  });

  it('refuses other totals under the id of a batch', async () => {
    const { request } = await httpService();
    await request('POST', '/v1/campaigns', { json: spring });
    await request('POST', '/v1/campaigns/spring/totals', { json: { batchId: 'b1', sentAt: SENT_AT, sends: 7 } });

    expect(
      await request('POST', '/v1/campaigns/spring/totals', { json: { batchId: 'b1', sentAt: SENT_AT, sends: 8 } }),
    ).toMatchObject({ status: 409, body: { type: 'urn:bounce-ledger:problem:batch-conflict' } });
  });

  it.each([
    ['neither sends nor byDomain', {}, ['sends']],
    ['both sends and byDomain', { sends: 1, byDomain: { 'example.com': 1 } }, ['sends']],
    ['no messages at all', { byDomain: { 'example.com': 0 } }, ['byDomain']],
    ['half a message', { byDomain: { 'example.com': 0.5 } }, ['byDomain']],
    ['a number of messages below zero', { sends: -1 }, ['sends']],
    ['an address for a domain', { byDomain: { 'a@example.com': 1 } }, ['byDomain']],
    ['a day for a time', { sends: 1, sentAt: '2026-11-21' }, ['sentAt']],
  ])('refuses totals with %s', async (_, fields, paths) => {
    const { request } = await httpService();
    await request('POST', '/v1/campaigns', { json: spring });

    const { status, body } = await request('POST', '/v1/campaigns/spring/totals', {
      json: { batchId: 'b1', sentAt: SENT_AT, ...fields },
    });

    expect(status).toBe(400);
    expect([...new Set(body.errors?.map(({ path }) => path))]).toEqual(paths);
  });

  it('does not know a campaign that was never registered', async () => {
    const { request } = await httpService();
    const unknown = { status: 404, body: { type: 'urn:bounce-ledger:problem:unknown-campaign' } };

    expect(
      await request('POST', '/v1/campaigns/autumn/totals', { json: { batchId: 'b1', sentAt: SENT_AT, sends: 1 } }),
    ).toMatchObject(unknown);
    expect(
      await request('POST', '/v1/campaigns/autumn/sends', {
        json: { batchId: 'b1', sends: [{ recipient: 'ana@example.com', sentAt: SENT_AT }] },
      }),
    ).toMatchObject(unknown);
  });
});
