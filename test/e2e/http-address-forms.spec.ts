import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const ANA = 'ana@example.com';
const UNDERSTOOD = [
  '<ana@example.com>',
  'Ana Bell <Ana@Example.com>',
  'mailto:ana@example.com?subject=x',
  '\u00a0ana@example.com\u200b',
];
const REFUSED = [
  '*@example.com',
  'ana@example.com,bo@example.org',
  'ana@example.com;',
  'Bo <ana@example.com> x',
  'ana',
];
const decision = { reason: 'asked to', actor: 'kim' };
const lookup = (addresses: readonly string[]) => ({ json: { addresses, purpose: 'transactional' } });
const recipient = (address: string, rest = '') => `/v1/recipients/${encodeURIComponent(address)}${rest}`;
const refusal = { status: 400, body: { type: 'urn:bounce-ledger:problem:invalid-request' } };

describe('an address in another form than its own', () => {
  it.each(UNDERSTOOD)('is understood wherever one is given: %j', async (form) => {
    const { request } = await httpService();

    const suppressed = await request('POST', recipient(form, '/suppress'), { json: decision });
    expect(suppressed).toMatchObject({ status: 200, body: { address: ANA } });
    const after = `minPosition=${String(suppressed.body.position)}`;

    expect((await request('GET', `${recipient(ANA)}?${after}`)).body.status).toBe('quarantined');
    expect((await request('GET', recipient(form))).body).toMatchObject({ address: ANA, status: 'quarantined' });
    expect((await request('POST', '/v1/recipients/lookup', lookup([form]))).body.results).toMatchObject([
      { address: form, sendable: false, status: 'quarantined' },
    ]);
    expect((await request('GET', `/v1/bounces?recipient=${encodeURIComponent(form)}`)).status).toBe(200);
    expect(await request('POST', recipient(form, '/release'), { json: decision })).toMatchObject({
      status: 200,
      body: { address: ANA },
    });
  });

  it('is refused wherever it is not exactly one', async () => {
    const { request } = await httpService();

    for (const form of REFUSED) {
      expect(await request('POST', recipient(form, '/suppress'), { json: decision }), form).toMatchObject(refusal);
      expect(await request('POST', recipient(form, '/release'), { json: decision }), form).toMatchObject(refusal);
      expect(await request('GET', recipient(form)), form).toMatchObject(refusal);
      expect(await request('GET', `/v1/bounces?recipient=${encodeURIComponent(form)}`), form).toMatchObject(refusal);
    }
    const { body } = await request('POST', '/v1/recipients/lookup', lookup(REFUSED));
    expect(body.results).toEqual(REFUSED.map((address) => ({ address, sendable: false, error: 'invalid-address' })));
  });

  it('is registered as what it means, or rejected by its line', async () => {
    const { request } = await httpService();
    await request('POST', '/v1/campaigns', { json: { id: 'spring', purpose: 'bulk' } });
    const send = (address: string) => ({ recipient: address, sentAt: '2026-11-21T08:00:00Z' });

    const { body } = await request('POST', '/v1/campaigns/spring/sends', {
      json: { batchId: 'b', sends: [...UNDERSTOOD, ...REFUSED].map(send) },
    });

    expect(body).toMatchObject({ accepted: UNDERSTOOD.length });
    expect(body.rejected).toMatchObject(REFUSED.map(() => ({ error: 'recipient is not a mail address' })));
  });

  it('is one recipient, whether its accents stand apart or not', async () => {
    const { request } = await httpService();

    const { body } = await request('POST', recipient('jo\u0308rg@example.com', '/suppress'), { json: decision });

    const after = `minPosition=${String(body.position)}`;
    expect((await request('GET', `${recipient('j\u00f6rg@example.com')}?${after}`)).body).toMatchObject({
      address: 'j\u00f6rg@example.com',
      status: 'quarantined',
    });
  });

  it('is not guessed from bytes of another charset', async () => {
    const { request } = await httpService();
    const body = Buffer.from(JSON.stringify(lookup(['jörg@example.com']).json), 'latin1');

    const answer = await request('POST', '/v1/recipients/lookup', {
      body,
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
    });

    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:bounce-ledger:problem:malformed-body' } });
  });
});
