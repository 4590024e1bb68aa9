import { describe, expect, it } from 'vitest';
import { eventsOf } from '../support/temporary-ledger.js';
import { httpService } from './http-service.js';

const decision = { reason: 'asked by phone', actor: 'kim' };

describe('decisions on recipients over HTTP', () => {
  it('suppresses a recipient once while the decision stays the same, under the normalised address', async () => {
    const { request, ledger } = await httpService();

    const first = await request('POST', '/v1/recipients/ANA%40Example.com/suppress', { json: decision });
    const again = await request('POST', '/v1/recipients/ana@example.com/suppress', { json: decision });

    expect(first).toMatchObject({ status: 200, body: { address: 'ana@example.com' } });
    expect(again.body).toEqual(first.body);
    const recipientKey = ledger.keys.recipientKey('ana@example.com');
    expect(await eventsOf(ledger.store, `recipient-${recipientKey}`)).toMatchObject([
      { type: 'RecipientSuppressed', data: { recipientKey, address: 'ana@example.com', ...decision } },
    ]);
  });

  it('records every release, as bounces may have come in between', async () => {
    const { request, ledger } = await httpService();

    await request('POST', '/v1/recipients/ana@example.com/release', { json: decision });
    await request('POST', '/v1/recipients/ana@example.com/release', { json: decision });

    const stream = `recipient-${ledger.keys.recipientKey('ana@example.com')}`;
    expect((await eventsOf(ledger.store, stream)).map(({ type }) => type)).toEqual([
      'RecipientReleased',
      'RecipientReleased',
    ]);
  });

  it('takes an address as long as addresses may be', async () => {
    const { request } = await httpService();
    const address = `${'é'.repeat(64)}@${'d'.repeat(60)}.example.com`;

    expect(
      await request('POST', `/v1/recipients/${encodeURIComponent(address)}/suppress`, { json: decision }),
    ).toMatchObject({ status: 200, body: { address } });
  });

  it.each([
    ['an address that is none', '/v1/recipients/nobody/suppress', decision, 'address'],
    ['a decision without a reason', '/v1/recipients/ana@example.com/suppress', { actor: 'kim' }, 'reason'],
    ['a decision of nobody', '/v1/recipients/ana@example.com/release', { ...decision, actor: '' }, 'actor'],
    ['unknown fields', '/v1/recipients/ana@example.com/release', { ...decision, until: 'friday' }, 'until'],
  ])('refuses %s', async (_, path, json, wrong) => {
    const { request } = await httpService();

    const { status, body } = await request('POST', path, { json });

    expect(status).toBe(400);
    expect([...new Set(body.errors?.map((error) => error.path))]).toEqual([wrong]);
  });
});
