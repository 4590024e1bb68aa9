import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

describe('keys that are none', () => {
  const apiKeys = [{ name: 'shop', key: 'a-key-that-somebody-has', scopes: ['read'] }] as const;

  it('are counted, and slowed when they come often; the right one never is', async () => {
    const { request, url } = await httpService({ apiKeys });
    const headers = { authorization: `Bearer ${apiKeys[0].key}` };
    const startedAt = performance.now();
    for (let n = 0; n < 6; n += 1) {
      const answer = await request('GET', '/v1/bounces', { headers: { authorization: 'Bearer wrong' } });
      expect(answer.status).toBe(401);
    }
    expect(performance.now() - startedAt).toBeGreaterThan(900);

    const metrics = await (await fetch(`${url}/metrics`, { headers })).text();

    expect(metrics).toContain('bounce_ledger_http_wrong_keys_total 6');
  });
});
