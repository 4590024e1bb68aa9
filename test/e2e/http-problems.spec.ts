import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('problems over HTTP', () => {
  it.each([
    ['a route that is not there', 'GET', '/v1/nowhere', undefined, 404, 'not-found'],
    ['a method that a route does not have', 'DELETE', '/v1/campaigns', undefined, 404, 'not-found'],
    ['a path that cannot be decoded', 'GET', '/v1/%zz', undefined, 400, 'malformed-url'],
    ['a path that is too long', 'GET', `/v1/mails/${'x'.repeat(2000)}/evidence`, undefined, 400, 'malformed-url'],
    ['JSON that is none', 'POST', '/v1/campaigns', '{"id":', 400, 'malformed-body'],
    ['JSON that reaches for the prototype', 'POST', '/v1/campaigns', '{"__proto__":{}}', 400, 'malformed-body'],
    ['a body that is no object', 'POST', '/v1/campaigns', '[]', 400, 'invalid-request'],
    ['no body', 'POST', '/v1/campaigns', undefined, 400, 'invalid-request'],
    ['a body over the limit', 'POST', '/v1/campaigns', `"${'x'.repeat(9_000_000)}"`, 413, 'body-too-large'],
  ])('answers %s as problem+json', async (_, method, path, body, status, code) => {
    const { request } = await httpService();

    const answer = await request(method, path, body === undefined ? {} : { body, headers: JSON_TYPE });

    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({
      status,
      body: { type: `urn:bounce-ledger:problem:${code}`, title: expect.any(String) as string, status },
    });
  });

  it('answers 503 with Retry-After, and nothing of its insides, while the event store is away', async () => {
    const { request, ledger } = await httpService();
    await ledger.store.close();

    const { status, headers, body } = await request('POST', '/v1/campaigns', {
      json: { id: 'spring', purpose: 'bulk' },
    });

    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(body).toEqual({
      type: 'urn:bounce-ledger:problem:event-store-unavailable',
      title: 'The event store does not answer',
      status: 503,
      instance: `urn:bounce-ledger:request:${String(headers.get('x-request-id'))}`,
    });
  });

  it('takes the client’s request id where it is one, and makes its own where not', async () => {
    const { request } = await httpService();

    const given = await request('GET', '/v1/nowhere', { headers: { 'x-request-id': 'abc-123' } });
    const refused = await request('GET', '/v1/nowhere', { headers: { 'x-request-id': 'a b' } });

    expect(given.body['instance']).toBe('urn:bounce-ledger:request:abc-123');
    expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lists no more than a hundred problems of one request', async () => {
    const { request } = await httpService();
    const json = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n]));

    const { body } = await request('POST', '/v1/campaigns', { json });

    expect(body.errors).toHaveLength(100);
  });

  it('lets no answer be cached or sniffed', async () => {
    const { request } = await httpService();

    for (const path of ['/health/live', '/v1/nowhere', '/docs']) {
      const { headers } = await request('GET', path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
