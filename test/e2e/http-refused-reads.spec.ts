import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

describe('reads that cannot be answered', () => {
  it.each([
    [`/v1/bounces/f3c1a9d2-6b7e-5d10-9a41-2f0f5f9c7b11`, 404, 'unknown-bounce'],
    [`/v1/mails/${'0'.repeat(64)}`, 404, 'unknown-mail'],
    ['/v1/campaigns/nowhere', 404, 'unknown-campaign'],
    ['/v1/bounces?cursor=nonsense', 400, 'invalid-cursor'],
    ['/v1/mails?cursor=nonsense', 400, 'invalid-cursor'],
    ['/v1/undetermined?cursor=nonsense', 400, 'invalid-cursor'],
    ['/v1/undetermined?reason=user-unknown', 400, 'invalid-request'],
    ['/v1/campaigns?cursor=nonsense', 400, 'invalid-cursor'],
    ['/v1/recipients?cursor=nonsense', 400, 'invalid-cursor'],
    ['/v1/events?after=nonsense', 400, 'invalid-cursor'],
    ['/v1/bounces?limit=0', 400, 'invalid-request'],
    ['/v1/bounces?limit=1001', 400, 'invalid-request'],
    ['/v1/bounces?reason=bad-luck', 400, 'invalid-request'],
    ['/v1/bounces?colour=red', 400, 'invalid-request'],
    ['/v1/bounces?recipient=nobody', 400, 'invalid-request'],
    ['/v1/bounces?minPosition=a%20b', 400, 'invalid-request'],
    ['/v1/bounces/1', 400, 'invalid-request'],
    ['/v1/recipients/nobody', 400, 'invalid-request'],
    ['/v1/recipients?status=fine', 400, 'invalid-request'],
    ['/v1/mails?kind=love-letter', 400, 'invalid-request'],
    ['/v1/campaigns/spring?colour=red', 400, 'invalid-request'],
    ['/v1/events?types=bounce.received,weather', 400, 'invalid-request'],
  ])('answers GET %s with %i %s', async (path, status, code) => {
    const { request } = await httpService();

    expect(await request('GET', path)).toMatchObject({ status, body: { type: `urn:bounce-ledger:problem:${code}` } });
  });
});
