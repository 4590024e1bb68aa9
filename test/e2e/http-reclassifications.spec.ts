import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService, type HttpService } from './http-service.js';

const RULE = `format: 1
rules:
  - { id: theirs, when: { text: no such user }, reason: receiver-error }
`;
const PATH = '/v1/reclassifications';

async function withBounce(): Promise<HttpService> {
  const service = await httpService();
  const answer = await service.request('POST', '/v1/mails', {
    body: bounceMail({ recipient: 'ana@example.com' }),
    headers: { 'content-type': 'message/rfc822' },
  });
  await service.request('GET', `/v1/recipients/ana@example.com?minPosition=${String(answer.body['position'])}`);
  return service;
}

describe('/v1/reclassifications', () => {
  it('shows what would change, does it when confirmed, and tells how far it has come', async () => {
    const { request, url } = await withBounce();
    const preview = await request('POST', PATH, { json: { preview: true, ruleset: RULE } });
    expect(preview).toMatchObject({
      status: 200,
      body: { from: 1, to: 2, scanned: 1, changed: 1, recipients: { quarantined: 0, released: 1 }, notices: 1 },
    });
    expect((await request('GET', '/v1/rulesets')).body['items']).toHaveLength(1);

    const begun = await request('POST', PATH, { json: { confirm: preview.body['confirm'] } });
    expect(begun).toMatchObject({ status: 202, body: { from: 1, to: 2 } });
    const id = String(begun.body['id']);

    const stream = await fetch(`${url}${PATH}/${id}`, { headers: { accept: 'text/event-stream' } });
    const events = (await stream.text()).split('\n\n').filter((event) => event.startsWith('event:'));
    expect(events.at(-1)).toMatch(/^event: reclassification\.completed\ndata: \{.*"changed":1/);

    expect((await request('GET', PATH)).body['items']).toMatchObject([{ id, state: 'completed', changed: 1 }]);
    expect((await request('GET', '/v1/recipients/ana@example.com')).body).toMatchObject({ status: 'with-errors' });
    expect(await request('POST', `${PATH}/${id}/cancel`)).toMatchObject({ status: 409 });
  });

  it.each([
    ['neither', {}, 400, 'invalid-request'],
    ['a preview of nothing', { preview: true }, 400, 'invalid-request'],
    ['a digest that is none', { confirm: 'sha256:12' }, 400, 'invalid-request'],
    ['a digest of no preview', { confirm: `sha256:${'0'.repeat(64)}` }, 409, 'preview-outdated'],
    [
      'a policy with threshold 0',
      { preview: true, ruleset: 'format: 1\npolicy: { softErrorThreshold: 0 }' },
      400,
      'invalid-ruleset',
    ],
  ])('refuses %s, and changes nothing', async (_, json, status, problem) => {
    const { request } = await withBounce();
    const answer = await request('POST', PATH, { json });
    expect(answer).toMatchObject({ status, body: { type: `urn:bounce-ledger:problem:${problem}` } });
    expect((await request('GET', PATH)).body['items']).toEqual([]);
    expect((await request('GET', '/v1/rulesets')).body['items']).toHaveLength(1);
  });

  it('says that the log has changed since the preview', async () => {
    const { request } = await withBounce();
    const preview = await request('POST', PATH, { json: { preview: true, ruleset: RULE } });
    await request('POST', '/v1/recipients/bo@example.org/suppress', { json: { reason: 'asked', actor: 'kim' } });
    const answer = await request('POST', PATH, { json: { confirm: preview.body['confirm'] } });
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('the log has changed since') as string },
    });
  });

  it('knows no run that was never begun', async () => {
    const { request } = await httpService();
    expect(await request('GET', `${PATH}/${'0'.repeat(64)}`)).toMatchObject({ status: 404 });
    expect(await request('POST', `${PATH}/${'0'.repeat(64)}/cancel`)).toMatchObject({ status: 404 });
  });
});
