import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService } from './http-service.js';

const RFC822 = { 'content-type': 'message/rfc822' };

describe('texts that no rule knows, over HTTP', () => {
  it('are listed by their wording, with counts, providers and the bounces themselves', async () => {
    const { request } = await httpService();
    let position = '';
    const bounces: string[] = [];
    for (const recipient of ['ana@gmx.de', 'bo@gmx.de', 'cy@example.com']) {
      const { body } = await request('POST', '/v1/mails', {
        body: bounceMail({
          recipient,
          status: '5.0.0',
          diagnostic: `550 <${recipient}> the moon is full of ${recipient.length} cheeses`,
        }),
        headers: RFC822,
      });
      position = String(body.position);
      bounces.push(...(body['bounces'] as string[]));
    }

    const { status, body } = await request('GET', `/v1/undetermined?minPosition=${position}`);

    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
          form: '# * the moon is full of # cheeses',
          bounces: 3,
          providers: [
            { provider: 'gmx', bounces: 2 },
            { provider: 'other', bounces: 1 },
          ],
          examples: bounces.toReversed().map((bounceId) => ({ bounceId, diagnostic: expect.any(String) as string })),
        },
      ],
      next: null,
      position,
    });
  });

  it('are read with the scope of reads', async () => {
    const { request } = await httpService({
      apiKeys: [{ name: 'sender', key: 'a-key-that-is-long-enough-for-this', scopes: ['ingest'] }],
    });
    const authorization = 'Bearer a-key-that-is-long-enough-for-this';
    expect(await request('GET', '/v1/undetermined', { headers: { authorization } })).toMatchObject({ status: 403 });
    expect(await request('GET', '/v1/undetermined')).toMatchObject({ status: 401 });
  });
});
