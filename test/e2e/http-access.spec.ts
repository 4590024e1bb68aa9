import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const keys = [
  { name: 'reader', key: 'a-key-that-may-only-read', scopes: ['read'] },
  { name: 'sender', key: 'a-key-that-may-only-ingest', scopes: ['ingest'] },
  { name: 'boss', key: 'a-key-that-may-only-decide', scopes: ['admin'] },
] as const;
const bearer = (name: string) => ({
  authorization: `Bearer ${keys.find((key) => key.name === name)?.key ?? 'a-key-that-nobody-has'}`,
});
const campaign = { id: 'spring', purpose: 'bulk' };

/** fetch would not send a Host header of the caller's choice. */
function statusWithHost(url: string, host: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/health/live`, { headers: { ...headers, host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('access with API keys', () => {
  it.each([
    ['GET', '/metrics', 'reader', 200],
    ['GET', '/metrics', 'sender', 403],
    ['POST', '/v1/campaigns', 'sender', 201],
    ['POST', '/v1/campaigns', 'reader', 403],
    ['POST', '/v1/recipients/ana@example.com/suppress', 'boss', 200],
    ['POST', '/v1/recipients/ana@example.com/suppress', 'sender', 403],
    ['GET', '/metrics', 'stranger', 401],
    ['POST', '/v1/campaigns', 'stranger', 401],
    ['GET', '/health/live', 'stranger', 200],
    ['GET', '/docs-json', 'stranger', 200],
  ])('answers %s %s of the %s with %i', async (method, path, name, status) => {
    const { request } = await httpService({ apiKeys: keys });
    const json = path.endsWith('suppress') ? { reason: 'asked', actor: 'kim' } : campaign;

    const answer = await request(method, path, { headers: bearer(name), ...(method === 'POST' && { json }) });

    expect(answer.status).toBe(status);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="bounce-ledger"');
  });

  it('writes the key’s name into the events as their actor', async () => {
    const { request, ledger } = await httpService({ apiKeys: keys });
    await request('POST', '/v1/campaigns', { json: campaign, headers: bearer('sender') });

    for await (const { metadata } of ledger.store.readStream('campaign-spring')) {
      expect(metadata).toMatchObject({ actor: 'sender' });
    }
    expect.assertions(1);
  });

  it('reads no body of a client without a key', async () => {
    const { url } = await httpService({ apiKeys: keys });
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });

    const response = await fetch(`${url}/v1/mails`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'message/rfc822' },
    });

    expect(response.status).toBe(401);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('answers to any host name', async () => {
    const { url } = await httpService({ apiKeys: keys });

    expect(await statusWithHost(url, 'ledger.shop.example')).toBe(200);
  });
});

describe('access without API keys', () => {
  it('does not start where other machines could reach it', async () => {
    await expect(httpService({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'api-keys-required' });
  });

  it('answers to loopback names only, so that no web page reaches it under a name of its own', async () => {
    const { url } = await httpService();

    expect(await statusWithHost(url, 'localhost:8025')).toBe(200);
    expect(await statusWithHost(url, '127.0.0.1')).toBe(200);
    expect(await statusWithHost(url, 'rebound.attacker.example')).toBe(421);
  });

  it.each([{ origin: 'https://attacker.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'takes nothing from a web page of another origin: %j',
    async (headers) => {
      const { request } = await httpService();

      expect(await request('POST', '/v1/campaigns', { json: campaign, headers })).toMatchObject({
        status: 403,
        body: { type: 'urn:bounce-ledger:problem:cross-origin' },
      });
    },
  );
});
