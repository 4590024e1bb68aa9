import { describe, expect, it } from 'vitest';
import { bounceMail, type BounceMail } from './bounce-mail.js';
import { httpService, type AnswerBody, type HttpService } from './http-service.js';

const SENT_AT = '2026-11-21T08:00:00Z';

/** Hands a bounce in, and gives the position after which it is read. */
async function bounce({ request }: HttpService, mail: BounceMail): Promise<{ bounceId: string; position: string }> {
  const { body } = await request('POST', '/v1/mails', {
    body: bounceMail(mail),
    headers: { 'content-type': 'message/rfc822' },
  });
  return { bounceId: String((body['bounces'] as string[])[0]), position: String(body.position) };
}

/** Registers the campaign `spring` with so many sends: s0, s1, … to reader0, reader1, … at example.com. */
async function registerSpring({ request }: HttpService, sends: number): Promise<string> {
  await request('POST', '/v1/campaigns', { json: { id: 'spring', purpose: 'bulk', name: 'Spring news' } });
  const { body } = await request('POST', '/v1/campaigns/spring/sends', {
    json: {
      batchId: 'spring-1',
      sends: Array.from({ length: sends }, (_, n) => ({
        recipient: `reader${n}@example.com`,
        messageId: `<s${n}@news.example.net>`,
        sendId: `s${n}`,
        sentAt: SENT_AT,
      })),
    },
  });
  return String(body.position);
}

describe('bounces and recipients over HTTP', () => {
  it('explains a bounce: facts, verdict, correlation, effect, and other programs’ codes', async () => {
    const service = await httpService();
    await registerSpring(service, 10);
    const { bounceId, position } = await bounce(service, {
      recipient: 'reader1@example.com',
      originalMessageId: '<s1@news.example.net>',
    });

    const { status, body } = await service.request('GET', `/v1/bounces/${bounceId}?minPosition=${position}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: bounceId,
      mailId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      facts: {
        recipient: 'reader1@example.com',
        action: 'failed',
        status: '5.1.1',
        statedStatus: '5.1.1',
        smtpCode: 550,
        permanence: 'permanent',
        diagnostic: '550 5.1.1 no such user',
        reportingMta: 'relay.example.net',
        remoteMta: 'mx.example.com',
        occurredAt: '2026-11-21T09:14:07.000Z',
        originalMessageId: '<s1@news.example.net>',
      },
      verdict: { type: 'hard', reason: 'user-unknown', fault: 'recipient', rulesetVersion: 1 },
      correlation: { method: 'message-id', verified: true, campaignId: 'spring', sendId: 's1' },
      effect: { from: 'valid', to: 'quarantined' },
      codes: { sisimai: 'userunknown', adobe: 1, sparkpost: 10 },
      history: [],
      evidence: `/v1/mails/${String(body.mailId)}/evidence`,
      position: expect.any(String) as string,
    });
    expect((body['verdict'] as AnswerBody)['rule']).toEqual(expect.any(String));
    expect((body['verdict'] as AnswerBody)['matched']).toEqual(expect.any(String));
    const evidence = await fetch(service.url + String(body['evidence']));
    expect(evidence.status).toBe(200);
    await evidence.body?.cancel();
  });

  it('lists bounces latest first, by what is asked for, page by page', async () => {
    const service = await httpService();
    const positions: string[] = [];
    for (const n of [1, 2, 3]) {
      positions.push((await bounce(service, { recipient: `reader${n}@example.com` })).position);
    }
    positions.push(
      (await bounce(service, { recipient: 'full@example.com', status: '4.2.2', diagnostic: '452 4.2.2 mailbox full' }))
        .position,
    );
    const recipients = async (query: string): Promise<unknown[]> => {
      const { body } = await service.request('GET', `/v1/bounces?minPosition=${String(positions.at(-1))}&${query}`);
      return (body.items ?? []).map(({ facts }) => (facts as AnswerBody)['recipient']);
    };

    expect(await recipients('type=hard')).toEqual([
      'reader3@example.com',
      'reader2@example.com',
      'reader1@example.com',
    ]);
    expect(await recipients('reason=mailbox-full')).toEqual(['full@example.com']);
    expect(await recipients('recipient=READER2%40example.com')).toEqual(['reader2@example.com']);
    expect(await recipients('from=2026-11-21T09:14:08Z')).toEqual([]);
    expect(await recipients('to=2026-11-21T09:14:08Z')).toHaveLength(4);

    const first = await service.request('GET', '/v1/bounces?limit=3');
    const second = await service.request('GET', `/v1/bounces?limit=3&cursor=${String(first.body.next)}`);
    expect(first.body.items).toHaveLength(3);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.next).toBeNull();
  });

  it('tells whether an address may be mailed, why not, and how it came to that', async () => {
    const service = await httpService();
    const { bounceId } = await bounce(service, { recipient: 'ana@example.com' });
    const { body: released } = await service.request('POST', '/v1/recipients/ana@example.com/release', {
      json: { reason: 'the address is back', actor: 'kim' },
    });
    const { body: suppressed } = await service.request('POST', '/v1/recipients/ana@example.com/suppress', {
      json: { reason: 'asked by phone', actor: 'kim' },
    });

    const { body } = await service.request(
      'GET',
      `/v1/recipients/ANA@example.com?minPosition=${String(suppressed.position)}`,
    );
    const { body: history } = await service.request('GET', '/v1/recipients/ana@example.com/history');

    expect(body).toMatchObject({
      address: 'ana@example.com',
      known: true,
      sendable: { bulk: false, transactional: false },
      cause: { reason: 'asked by phone', actor: 'kim' },
      softErrors: { threshold: 5 },
      rulesetVersion: 1,
    });
    expect(history.items?.map(({ cause }) => cause)).toEqual(['bounce', 'released', 'suppressed']);
    expect(history.items?.[0]).toMatchObject({ bounceId, from: 'valid', to: 'quarantined' });
    expect(Number(suppressed.position)).toBeGreaterThan(Number(released.position));
  });

  it('takes an address that it never heard of for valid', async () => {
    const { request } = await httpService();

    expect(await request('GET', '/v1/recipients/new@example.com')).toMatchObject({
      status: 200,
      body: { known: false, status: 'valid', sendable: { bulk: true, transactional: true }, cause: null },
    });
    expect(await request('GET', '/v1/recipients/new@example.com/history')).toMatchObject({ body: { items: [] } });
  });

  it('looks up many addresses in their order, each in its place', async () => {
    const service = await httpService();
    const { position } = await bounce(service, { recipient: 'ana@example.com' });
    const addresses = ['ana@example.com', 'bo@example.org', 'x', ' ANA@Example.com '];

    const { status, body } = await service.request('POST', '/v1/recipients/lookup', {
      json: { addresses, purpose: 'bulk', minPosition: position },
    });

    expect(status).toBe(200);
    expect((body['results'] as AnswerBody[]).map(({ address }) => address)).toEqual(addresses);
    expect(body['results']).toMatchObject([
      { known: true, sendable: false, status: 'quarantined', reason: 'user-unknown' },
      { known: false, sendable: true, status: 'valid' },
      { error: 'invalid-address' },
      { known: true, sendable: false },
    ]);
  });

  it('looks up ten thousand addresses at once, and no more', async () => {
    const { request } = await httpService();
    const addresses = Array.from({ length: 10_000 }, (_, n) => `reader${n}@example.com`);

    const { body } = await request('POST', '/v1/recipients/lookup', { json: { addresses, purpose: 'transactional' } });
    const refused = await request('POST', '/v1/recipients/lookup', {
      json: { addresses: [...addresses, 'one@example.com'], purpose: 'bulk' },
    });

    expect(body['results']).toHaveLength(10_000);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'addresses' }] } });
  });

  it('lists recipients by status', async () => {
    const service = await httpService();
    await bounce(service, { recipient: 'ana@example.com' });
    const { position } = await bounce(service, {
      recipient: 'full@example.com',
      status: '4.2.2',
      diagnostic: '452 4.2.2 mailbox full',
    });
    const list = async (status: string): Promise<unknown[] | undefined> => {
      const { body } = await service.request('GET', `/v1/recipients?status=${status}&minPosition=${position}`);
      return body.items?.map(({ address }) => address);
    };

    expect(await list('quarantined')).toEqual(['ana@example.com']);
    expect(await list('with-errors')).toEqual(['full@example.com']);
    expect(await list('denylisted')).toEqual([]);
  });
});

describe('campaigns over HTTP, read', () => {
  it('tells a campaign’s rates by registered sends', async () => {
    const service = await httpService();
    await registerSpring(service, 10);
    await bounce(service, { recipient: 'reader1@example.com', originalMessageId: '<s1@news.example.net>' });
    const { position } = await bounce(service, {
      recipient: 'reader2@example.com',
      originalMessageId: '<s2@news.example.net>',
      status: '4.2.2',
      diagnostic: '452 4.2.2 mailbox full',
    });

    const { body } = await service.request('GET', `/v1/campaigns/spring?minPosition=${position}`);

    expect(body).toMatchObject({
      id: 'spring',
      name: 'Spring news',
      purpose: 'bulk',
      sends: 10,
      settled: false,
      settlesAt: '2026-11-28T08:00:00.000Z',
      failed: { total: 2, hard: 1, soft: 1, blocked: 0, ignored: 0 },
      rates: { bounce: 0.2, hard: 0.1, soft: 0.1, blocked: 0 },
      late: 0,
      unverified: 0,
      byDomain: [{ domain: 'example.com', sends: 10, failed: 2 }],
    });
    expect(body['byReason']).toEqual(
      expect.arrayContaining([{ reason: 'user-unknown', failed: 1, shareOfFailed: 0.5, shareOfSends: 0.1 }]),
    );
  });

  it('guesses no rate where nothing is known to have been sent', async () => {
    const { request } = await httpService();
    const { body } = await request('POST', '/v1/campaigns', { json: { id: 'autumn', purpose: 'transactional' } });

    const campaign = await request('GET', `/v1/campaigns/autumn?minPosition=${String(body.position)}`);
    const list = await request('GET', '/v1/campaigns');

    expect(campaign.body).toMatchObject({ sends: 0, settlesAt: null, rates: { bounce: null, hard: null } });
    expect(list.body.items?.map(({ id }) => id)).toEqual(['autumn']);
  });

  it('takes recorded totals for what was sent', async () => {
    const { request } = await httpService();
    await request('POST', '/v1/campaigns', { json: { id: 'autumn', purpose: 'bulk' } });
    const { body } = await request('POST', '/v1/campaigns/autumn/totals', {
      json: { batchId: 'b1', sentAt: SENT_AT, byDomain: { 'example.com': 300, 'example.org': 700 } },
    });

    const campaign = await request('GET', `/v1/campaigns/autumn?minPosition=${String(body.position)}`);

    expect(campaign.body).toMatchObject({ sends: 1000, rates: { bounce: 0 } });
  });
});

describe('mails and mailboxes over HTTP, read', () => {
  it('keeps what is not understood, counted and visible', async () => {
    const service = await httpService();
    const { request } = service;
    await bounce(service, { recipient: 'ana@example.com' });
    const { body: taken } = await request('POST', '/v1/mails', {
      body: Buffer.from('Subject: lunch?\r\n\r\nShall we?\r\n'),
      headers: { 'content-type': 'message/rfc822' },
    });

    const { body: list } = await request(
      'GET',
      `/v1/mails?kind=${String(taken['kind'])}&minPosition=${String(taken.position)}`,
    );
    const { body: all } = await request('GET', '/v1/mails');
    const { body: mail } = await request('GET', `/v1/mails/${String(taken.mailId)}`);

    expect(list.items?.map(({ mailId }) => mailId)).toEqual([taken.mailId]);
    expect(all.items).toHaveLength(2);
    expect(mail).toMatchObject({
      mailId: taken.mailId,
      mailbox: null,
      subject: 'lunch?',
      bounces: [],
      setAsideReason: expect.any(String) as string,
      evidence: `/v1/mails/${String(taken.mailId)}/evidence`,
    });
  });

  it('lists no mailbox where none is configured', async () => {
    const { request } = await httpService();

    expect(await request('GET', '/v1/mailboxes')).toMatchObject({ status: 200, body: { items: [], next: null } });
  });
});
