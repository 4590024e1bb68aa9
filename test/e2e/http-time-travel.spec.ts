import { describe, expect, it } from 'vitest';
import { jsonLines } from '../support/run-cli.js';
import { bounceMail } from './bounce-mail.js';
import { httpService, type HttpService } from './http-service.js';

// The ledger's clock is fixed and the store's is not: errors stay for as long as a policy may say.
const RULE = `format: 1
policy: { clearAfterDays: 3650 }
rules:
  - { id: theirs, when: { text: no such user }, reason: receiver-error }
`;
const ANA = '/v1/recipients/ana@example.com';

/** A campaign, a bounce of ana, then one of bo. @returns positions after the campaign, and after ana's bounce */
async function withHistory(): Promise<HttpService & { readonly first: string; readonly second: string }> {
  const service = await httpService();
  const campaign = { id: 'spring', purpose: 'bulk' };
  const registered = await service.request('POST', '/v1/campaigns', { json: campaign });
  const bounce = async (recipient: string) => {
    const headers = { 'content-type': 'message/rfc822' };
    const { body } = await service.request('POST', '/v1/mails', { body: bounceMail({ recipient }), headers });
    return String(body['position']);
  };
  const first = String(registered.body['position']);
  const second = await bounce('ana@example.com');
  await service.request('GET', `${ANA}?minPosition=${await bounce('bo@example.org')}`);
  return { ...service, first, second };
}

describe('the past over HTTP', () => {
  it('is told of a recipient, of many, and of a campaign, beside the present', async () => {
    const { request, first, second } = await withHistory();
    expect((await request('GET', `${ANA}?asOf=${first}`)).body).toMatchObject({
      ...{ known: false, status: 'valid', position: first, rulesetVersion: 1 },
    });
    expect((await request('GET', `${ANA}?asOf=${second}`)).body).toMatchObject({
      ...{ known: true, status: 'quarantined', position: second },
    });
    expect((await request('GET', ANA)).body).toMatchObject({ status: 'quarantined' });

    const asked = { addresses: ['ana@example.com', 'bo@example.org'], purpose: 'bulk' };
    const { body } = await request('POST', '/v1/recipients/lookup', { json: { ...asked, asOf: second } });
    expect(body).toMatchObject({
      results: [
        { status: 'quarantined', sendable: false },
        { known: false, status: 'valid', sendable: true },
      ],
      position: second,
    });

    expect(await request('GET', `/v1/campaigns/spring?asOf=${first}`)).toMatchObject({
      ...{ status: 200, body: { id: 'spring', position: first } },
    });
    expect(await request('GET', '/v1/campaigns/spring?asOf=1')).toMatchObject({
      ...{ status: 404, body: { type: 'urn:bounce-ledger:problem:unknown-campaign' } },
    });
  });

  it('is told by a ruleset that was published later, and the present by one of earlier', async () => {
    const { request, second } = await withHistory();
    await request('POST', '/v1/rulesets', { json: { ruleset: RULE, expectedVersion: 1 } });

    expect((await request('GET', `${ANA}?asOf=${second}&rulesetVersion=2`)).body).toMatchObject({
      ...{ status: 'with-errors', rulesetVersion: 2, position: second },
      cause: { verdict: { type: 'soft', reason: 'receiver-error', rule: 'theirs', rulesetVersion: 2 } },
    });
    expect((await request('GET', `${ANA}?rulesetVersion=1`)).body).toMatchObject({
      ...{ status: 'quarantined', rulesetVersion: 1 },
    });
  });

  it('is told of everybody as lines by address, with the totals at the end', async () => {
    const { url, first, second } = await withHistory();
    const ask = async (query: string) => {
      const answer = await fetch(`${url}/v1/state${query}`);
      expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
      return jsonLines(await answer.text());
    };
    expect(await ask('')).toMatchObject([
      { address: 'ana@example.com', status: 'quarantined' },
      { address: 'bo@example.org', status: 'quarantined' },
      { totals: { recipients: 2, quarantined: 2 } },
    ]);
    expect(await ask(`?asOf=${second}`)).toMatchObject([
      { address: 'ana@example.com', cause: { verdict: { reason: 'user-unknown' } } },
      { totals: { recipients: 1, valid: 0, 'with-errors': 0, quarantined: 1, denylisted: 0 }, position: second },
    ]);
    expect(await ask(`?asOf=${first}`)).toMatchObject([{ totals: { recipients: 0 }, position: first }]);
  });

  it.each([
    [`${ANA}?asOf=2999-01-01T00:00:00%2B02:00`, 400, 'no-such-point'],
    [`${ANA}?asOf=2026-01-01T00:00:00`, 400, 'no-such-point'],
    [`${ANA}?asOf=99999999`, 400, 'no-such-point'],
    [`${ANA}?asOf=yester%20day`, 400, 'invalid-request'],
    [`${ANA}?rulesetVersion=7`, 404, 'unknown-ruleset'],
    [`${ANA}?rulesetVersion=0`, 400, 'invalid-request'],
    ['/v1/state?asOf=99999999', 400, 'no-such-point'],
    ['/v1/campaigns/spring?asOf=yesterday', 400, 'no-such-point'],
  ])('answers GET %s with %i %s', async (path, status, code) => {
    const { request } = await httpService();
    expect(await request('GET', path)).toMatchObject({ status, body: { type: `urn:bounce-ledger:problem:${code}` } });
  });
});
