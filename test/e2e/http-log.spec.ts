import { beforeEach, describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const apiKeys = [{ name: 'boss', key: 'a-key-that-nobody-may-see', scopes: ['read', 'admin'] }] as const;
const headers = { authorization: `Bearer ${apiKeys[0].key}` };

interface LogLine {
  readonly level: number;
  readonly reqId?: string;
  readonly path?: string;
  readonly status?: number;
}

const requestsIn = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as LogLine).filter(({ status }) => status !== undefined);

const log: string[] = [];

beforeEach(() => {
  log.length = 0;
});

describe('the log of requests', () => {
  it('has a line for each request, with its id, who sent it and from where, and none for health checks', async () => {
    const { request } = await httpService({ apiKeys, log });
    const answer = await request('POST', '/v1/campaigns', { json: {}, headers });
    await request('GET', '/health/live');
    await request('GET', '/v1/nowhere');

    expect(requestsIn(log)).toMatchObject([
      {
        path: '/v1/campaigns',
        status: 403,
        key: 'boss',
        remoteAddress: '127.0.0.1',
        reqId: answer.headers.get('x-request-id'),
      },
      { path: '/v1/nowhere', status: 404, key: null, remoteAddress: '127.0.0.1' },
    ]);
  });

  it('holds no key, no address and no query', async () => {
    const { request } = await httpService({ apiKeys, log });
    const json = { reason: 'asked by phone', actor: 'kim' };

    await request('POST', '/v1/recipients/ana@example.com/suppress', { json, headers });
    await request('POST', '/v1/recipients/bo%40example.com/suppress?x=cy@example.com', { json, headers });
    await request('POST', '/v1/recipients/nobody/release', { json, headers });
    await request('POST', '/v1/recipients/ana@example.com/suppress', {
      json,
      headers: { authorization: 'Bearer nope' },
    });

    expect(requestsIn(log).map(({ status }) => status)).toEqual([200, 200, 400, 401]);
    expect(log.join('')).not.toMatch(/a-key-that-nobody-may-see|nope|ana|bo%40|bo@|cy@|nobody\/|kim/);
  });

  it.each([
    '/v1/recipient/ana@example.com',
    '/v1/recipients//ana@example.com',
    '/recipients/ana%40example.com',
    '/V1/Recipients/ana%2540example.com',
    '/v1/mailboxes/ana@example.com/x',
    '/v1/ana@example.com?x=ana@example.com',
    '//ana@example.com/',
    '/v1/bounces/ana%C3%A9=example.com',
    '/v1/recipients/ana@example.com/nothing',
  ])('holds no address of a mistyped %s', async (path) => {
    const { url } = await httpService({ log });
    await (await fetch(url + path)).text();
    expect(requestsIn(log)).toHaveLength(1);
    expect(log.join('')).not.toMatch(/ana|example/);
  });

  it('says under the request’s id what failed inside', async () => {
    const { request, ledger } = await httpService({ log });
    await ledger.store.tombstone('campaign-spring');

    const { status, body } = await request('POST', '/v1/campaigns', { json: { id: 'spring', purpose: 'bulk' } });

    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('deleted');
    expect(log.find((line) => line.includes('stream campaign-spring was deleted'))).toContain(
      String(body['instance']).replace('urn:bounce-ledger:request:', ''),
    );
  });
});
