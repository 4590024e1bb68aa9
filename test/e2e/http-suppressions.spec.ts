import { gzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { streams } from '../../src/events/index.js';
import { eventsOf } from '../support/temporary-ledger.js';
import { httpService, type Answer, type HttpService } from './http-service.js';

const LIST = [
  'email,kind,reason,since,source',
  'ana@example.com,hard-bounce,550 no such user,2026-03-01T08:00:00Z,sendgrid',
  'bo@gmail.com,unsubscribe,,2026-04-01,web form',
  'cy@example.com,complaint,,,',
  'dee@example.com,manual,"asked, by phone",,',
  '',
].join('\n');

type Import = Pick<HttpService, 'request'>;
const send = ({ request }: Import, query: string, body: string | Buffer, type = 'text/csv'): Promise<Answer> =>
  request('POST', `/v1/suppressions/imports?${query}`, {
    body: Buffer.from(body),
    headers: { 'content-type': type },
  });

async function text({ url }: HttpService, path: string, accept: string): Promise<string> {
  const response = await fetch(url + path, { headers: { accept } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain(accept);
  return response.text();
}

describe('POST /v1/suppressions/imports', () => {
  it('suppresses everybody on a list by their kind, and counts once', async () => {
    const service = await httpService();
    const first = await send(service, 'importId=l1&actor=kim', LIST);
    expect(first).toMatchObject({
      status: 201,
      body: {
        ...{ importId: 'l1', dryRun: false, alreadyKnown: false, format: 'generic', rows: 4, accepted: 4 },
        byKind: { 'hard-bounce': 1, complaint: 1, unsubscribe: 1, manual: 1 },
        ...{ invalidCount: 0, invalid: [], passedOver: { notSuppressed: 0, noAddress: 0 }, preview: null },
      },
    });
    const after = `minPosition=${String(first.body.position)}`;
    const recipient = async (address: string) =>
      (await service.request('GET', `/v1/recipients/${address}?${after}`)).body;
    expect(await recipient('ana@example.com')).toMatchObject({
      ...{ status: 'quarantined', sendable: { bulk: false, transactional: false } },
      cause: { reason: '550 no such user', occurredAt: '2026-03-01T08:00:00.000Z', list: { kind: 'hard-bounce' } },
    });
    expect(await recipient('bo@gmail.com')).toMatchObject({
      ...{ status: 'denylisted', sendable: { bulk: false, transactional: true } },
      cause: { actor: 'kim', list: { kind: 'unsubscribe', source: 'web form', importId: 'l1' } },
    });
    expect(await recipient('cy@example.com')).toMatchObject({ status: 'denylisted' });
    expect(await recipient('dee@example.com')).toMatchObject({ status: 'quarantined' });

    const again = await send(service, 'importId=l1', gzipSync(LIST.replaceAll('\n', '\r\n')), 'application/gzip');
    expect(again).toMatchObject({ status: 200, body: { alreadyKnown: true, position: first.body.position } });
    expect(await eventsOf(service.ledger.store, streams.suppressions('l1'))).toHaveLength(1);
    const found = await service.request('GET', '/v1/suppressions/imports/l1');
    expect(found.body).toMatchObject({ importId: 'l1', state: 'complete', rows: 4, recorded: 4, actor: 'kim' });
  });

  it('announces each change of status in the feed', async () => {
    const service = await httpService();
    const { body } = await send(service, 'importId=l1', LIST);
    const feed = await service.request('GET', `/v1/events?minPosition=${String(body.position)}`);
    expect(feed.body.items).toHaveLength(4);
    expect(feed.body.items?.[1]).toMatchObject({
      subject: 'bo@gmail.com',
      data: {
        ...{ from: 'valid', to: 'denylisted', cause: 'suppressed' },
        suppression: { kind: 'unsubscribe', source: 'web form', importId: 'l1' },
      },
    });
  });

  it('refuses another list under the same id, and records nothing of it', async () => {
    const service = await httpService();
    await send(service, 'importId=l1', LIST);
    const other = await send(service, 'importId=l1', `${LIST}eve@example.com,manual,,,\n`);
    expect(other).toMatchObject({ status: 409, body: { type: 'urn:bounce-ledger:problem:import-conflict' } });
    expect(other.body['detail']).toMatch(/nothing of this one was imported/);
    expect(await eventsOf(service.ledger.store, streams.suppressions('l1'))).toHaveLength(1);
  });

  it('is named by its content where it has no id', async () => {
    const service = await httpService();
    const first = await send(service, '', LIST);
    expect(first.body['importId']).toMatch(/^[0-9a-f]{64}$/);
    expect(await send(service, '', LIST)).toMatchObject({ status: 200, body: { alreadyKnown: true } });
  });

  it('records nothing of a list with invalid rows, which it names, unless they are to be left out', async () => {
    const service = await httpService();
    const list = `${LIST}nobody,manual,,,\neve@example.com,soft,,,\n`;
    const refused = await send(service, 'importId=l1', list);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        ...{ type: 'urn:bounce-ledger:problem:invalid-rows', detail: '2 of 6 rows are invalid; nothing was imported' },
        errors: [
          { path: 'line 6', message: '"nobody" is not a mail address' },
          { path: 'line 7', message: '"soft" is not a kind of suppression' },
        ],
      },
    });
    expect(await eventsOf(service.ledger.store, streams.suppressions('l1'))).toEqual([]);
    const taken = await send(service, 'importId=l1&skipInvalid=true', list);
    expect(taken).toMatchObject({ status: 201, body: { rows: 6, accepted: 4, invalidCount: 2 } });
    expect(taken.body['invalid']).toEqual([
      { line: 6, error: '"nobody" is not a mail address' },
      { line: 7, error: '"soft" is not a kind of suppression' },
    ]);
  });

  it('names a thousand of a hundred thousand bad rows', async () => {
    const service = await httpService();
    const refused = await send(service, '', `email\n${'nobody\n'.repeat(100_000)}`);
    expect(refused).toMatchObject({
      status: 400,
      body: { detail: '100000 of 100000 rows are invalid; nothing was imported' },
    });
    expect(refused.body.errors).toHaveLength(1_000);
  });

  it.each([
    ['without a column of addresses', 'name\nana\n', 'unusable-list', /no column holds addresses/],
    [
      'with a row of 10 MB',
      `email,reason\nana@b.example,${'x'.repeat(10_000_000)}\n`,
      'unusable-list',
      /^line 2: this row/,
    ],
    ['that is empty', '', 'unusable-list', /empty/],
    ['that suppresses nobody', 'uuid,email,status\n1,ana@example.com,enabled\n', 'nothing-to-import', /none of 1 rows/],
  ])('refuses a list %s', async (_, body, code, detail) => {
    const service = await httpService();
    const refused = await send(service, '', body);
    expect(refused).toMatchObject({ status: 400, body: { type: `urn:bounce-ledger:problem:${code}` } });
    expect(refused.body['detail']).toMatch(detail);
    expect((await eventsOf(service.ledger.store)).filter(({ type }) => type === 'SuppressionsImported')).toEqual([]);
    expect(readdirSync(join(service.dataDir, 'lists'))).toEqual([]);
  });

  it.each([
    ['JSON', 'application/json', '{"a":1}', 415],
    ['a text', 'text/plain', LIST, 415],
  ])('refuses %s', async (_, type, body, status) => {
    expect((await send(await httpService(), '', body, type)).status).toBe(status);
  });

  it.each(['importId=a/b', 'from=hotmail', 'kind=soft', 'dryRun=yes', 'nonsense=1'])('refuses ?%s', async (query) => {
    const answer = await send(await httpService(), query, LIST);
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:bounce-ledger:problem:invalid-request' } });
  });

  it('previews what a list would do, and records nothing', async () => {
    const service = await httpService();
    const { request } = service;
    await send(service, 'importId=l1', 'email,kind\nana@example.com,manual\n');
    await request('POST', '/v1/recipients/bo@gmail.com/suppress', { json: { reason: 'asked', actor: 'kim' } });
    const released = await request('POST', '/v1/recipients/bo@gmail.com/release', {
      json: { reason: 'asked', actor: 'kim' },
    });
    await request('GET', `/v1/recipients?minPosition=${String(released.body.position)}`);
    const before = await eventsOf(service.ledger.store);
    const list = `${LIST}CY@example.com,unsubscribe,,,\nnobody,manual,,,\n`;
    const preview = await send(service, 'importId=l2&dryRun=true', list);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        ...{ dryRun: true, alreadyKnown: false, rows: 6, accepted: 5, invalidCount: 1, position: null },
        preview: { new: 2, known: 1, contradictingRelease: 1, duplicates: 1 },
      },
    });
    expect(await eventsOf(service.ledger.store)).toEqual(before);
    expect((await send(service, 'importId=l1&dryRun=true', list)).status).toBe(409);
  });
});

describe('GET /v1/suppressions', () => {
  it('lists everybody to whom something is not sent, filtered, in pages', async () => {
    const service = await httpService();
    const { body } = await send(service, 'importId=l1', LIST);
    const list = async (query: string) => {
      const answer = await service.request('GET', `/v1/suppressions?minPosition=${String(body.position)}&${query}`);
      return (answer.body.items ?? []).map(({ address }) => String(address).split('@')[0]).join(' ');
    };
    expect(await list('')).toBe('ana bo cy dee');
    expect(await list('status=denylisted')).toBe('bo cy');
    expect(await list('kind=manual')).toBe('dee');
    expect(await list(`reason=${encodeURIComponent('asked, by phone')}`)).toBe('dee');
    expect(await list('provider=google')).toBe('bo');
    expect(await list('since=2026-03-15T00:00:00Z')).toBe('bo cy dee');
    expect(await list('campaignId=spring')).toBe('');
    const pages: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body: page } = await service.request('GET', `/v1/suppressions?limit=1&kind=hard-bounce${cursor}`);
      pages.push(...(page.items ?? []));
      if (page.next === null) break;
      cursor = `&cursor=${String(page.next)}`;
    }
    expect(pages).toEqual([
      {
        ...{ address: 'ana@example.com', key: service.ledger.keys.recipientKey('ana@example.com') },
        ...{ status: 'quarantined', kind: 'hard-bounce', reason: '550 no such user', source: 'sendgrid' },
        ...{ since: '2026-03-01T08:00:00.000Z', campaignId: null, provider: 'other' },
        ...{ lastEvent: 'imported', lastEventId: 'l1' },
      },
    ]);
  });

  it.each([
    ['text/csv', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
  ])('streams all of them as %s, and another ledger imports that', async (accept, type) => {
    const [one, other] = [await httpService(), await httpService()];
    const odd = `=cmd|calc@example.com,unsubscribe,"=1+1",,\n'+x@example.com,manual,"two\nlines",,'-y\n`;
    const { body } = await send(one, 'importId=l1', LIST + odd);
    const exported = await text(one, `/v1/suppressions?minPosition=${String(body.position)}`, accept);
    const imported = await send(other, 'importId=copy', exported, type);
    expect(imported).toMatchObject({ status: 201, body: { format: 'bounce-ledger', rows: 6, accepted: 6 } });
    const copied = await text(other, `/v1/suppressions?minPosition=${String(imported.body.position)}`, accept);
    const withoutIds = (list: string) => list.replaceAll(/[,"]?(?:l1|copy)\b/g, '');
    expect(withoutIds(copied)).toBe(withoutIds(exported));
    if (type === 'text/csv') {
      expect(exported).toContain(`\n'=cmd|calc@example.com,`);
      expect(exported).toContain(`\n''+x@example.com,`);
      expect(exported).toContain(`,'=1+1,`);
      for (const line of exported.split('\n')) expect(line).not.toMatch(/(?:^|,)"?[=+@-]/);
    }
  });

  it('holds nothing of whom only errors are known, and what was released', async () => {
    const service = await httpService();
    await send(service, 'importId=l1', LIST);
    const { body } = await service.request('POST', '/v1/recipients/ana@example.com/release', {
      json: { reason: 'asked', actor: 'kim' },
    });
    const csv = await text(service, `/v1/suppressions?minPosition=${String(body.position)}`, 'text/csv');
    expect(csv).not.toContain('ana@');
    expect(csv.trimEnd().split('\n')).toHaveLength(4);
  });
});

it('other routes take no list', async () => {
  const { request } = await httpService();
  const options = { body: LIST, headers: { 'content-type': 'text/csv' } };
  for (const path of [
    '/v1/campaigns',
    '/v1/recipients/ana@example.com/suppress',
    '/v1/reclassifications',
    '/v1/mails',
  ]) {
    const { status } = await request('POST', path, options);
    expect(status, path).toBe(415);
  }
});
