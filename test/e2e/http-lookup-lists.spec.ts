import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { httpService, type HttpService } from './http-service.js';

const LIST = 'email,kind\nana@example.com,hard-bounce\nbo@gmail.com,unsubscribe\n';

describe('POST /v1/recipients/lookup of a list', () => {
  const lookup = async (
    service: HttpService,
    query: string,
    body: string | Buffer,
    headers: Record<string, string>,
  ) => {
    const response = await fetch(`${service.url}/v1/recipients/lookup?${query}`, {
      method: 'POST',
      body: Buffer.from(body),
      headers,
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const CSV = { 'content-type': 'text/csv' };

  it('answers each row in its place, in the form of the list', async () => {
    const service = await httpService();
    const { body } = await service.request('POST', '/v1/suppressions/imports?importId=l1', {
      body: LIST,
      headers: CSV,
    });
    const after = `minPosition=${String(body.position)}`;
    const list = 'name,email\nAna,ANA@example.com\nBo,bo@gmail.com\n,\nX,nobody\nY,=eve@example.com\nZ\n';
    const csv = await lookup(service, `purpose=bulk&${after}`, list, CSV);
    expect(csv.type).toBe('text/csv; charset=utf-8');
    expect(csv.text.split('\n')).toEqual([
      'address,sendable,status,reason,blocks,known,error',
      'ANA@example.com,false,quarantined,hard-bounce,all,true,',
      'bo@gmail.com,false,denylisted,unsubscribe,bulk,true,',
      ',false,,,,,invalid-address',
      'nobody,false,,,,,invalid-address',
      `'=eve@example.com,true,valid,,,false,`,
      ',false,,,,,"line 7: has 1 cells, not 2 as the header row"',
      '',
    ]);
    const ndjson = await lookup(
      service,
      'purpose=transactional',
      gzipSync('{"email":"bo@gmail.com"}\n{"email":1}\n{\n'),
      {
        'content-type': 'application/gzip',
      },
    );
    expect(
      ndjson.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        address: 'bo@gmail.com',
        known: true,
        sendable: true,
        status: 'denylisted',
        blocks: 'bulk',
        reason: 'unsubscribe',
      },
      { address: '1', sendable: false, error: 'invalid-address' },
      { address: '', sendable: false, error: 'unreadable-row', line: 3, detail: 'is not JSON' },
    ]);
  });

  it('takes one address a line, and answers in the form that is asked for', async () => {
    const service = await httpService();
    const headers = { ...CSV, accept: 'application/x-ndjson' };
    const { text: answer } = await lookup(service, 'purpose=bulk', 'ana@example.com\nbo@example.org', headers);
    expect(answer.trimEnd().split('\n')).toHaveLength(2);
    expect(answer).toContain('{"address":"ana@example.com","known":false,"sendable":true,"status":"valid"}\n');
  });

  it('answers no half of a list that cannot be read to its end', async () => {
    const service = await httpService();
    const refused = await lookup(service, 'purpose=bulk', `email\n${'a@b.example\n'.repeat(5_000)}"c@d.example\n`, CSV);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('line 5002: a quote is not closed');
  });

  it('requires the purpose in the query', async () => {
    const service = await httpService();
    expect((await lookup(service, '', 'ana@example.com\n', CSV)).text).toContain('purpose is required in the query');
    const json = { addresses: ['ana@example.com'], purpose: 'bulk' };
    expect((await service.request('POST', '/v1/recipients/lookup?purpose=bulk', { json })).status).toBe(400);
  });

  it('takes a client that sends its whole list before it reads an answer', async () => {
    const service = await httpService();
    const rows = 100_000;
    const { text: answer } = await lookup(service, 'purpose=bulk', `email\n${'ana@example.com\n'.repeat(rows)}`, CSV);
    expect(answer.split('\n')).toHaveLength(rows + 2);
  });
});
