import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService } from './http-service.js';

const MAIL = { 'content-type': 'message/rfc822' };
const JSON_TYPE = { 'content-type': 'application/json' };
const problem = (status: number, code: string) => ({ status, body: { type: `urn:bounce-ledger:problem:${code}` } });

/** The status line of an answer to bytes that no client of Node's would send. */
function statusOfRaw(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.once('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('requests that are made to break the service', () => {
  it('are refused where their minPosition is none of this event store', async () => {
    const { request } = await httpService();
    const lists = ['recipients', 'campaigns', 'bounces', 'mails', 'undetermined', 'mailboxes', 'rulesets', 'events'];
    const paths = [...lists, 'reporting-mtas', 'reclassifications', 'state', 'recipients/ana@example.com'];

    for (const path of paths) {
      for (const position of ['12/34', 'abc', '1e3', '-1', '99999999999999999999']) {
        const answer = await request('GET', `/v1/${path}?minPosition=${encodeURIComponent(position)}`);
        expect(answer, `${path} ${position}`).toMatchObject(problem(400, 'invalid-request'));
      }
    }
    const lookup = { addresses: ['ana@example.com'], minPosition: '12/34' };
    expect(await request('POST', '/v1/recipients/lookup', { json: lookup })).toMatchObject(
      problem(400, 'invalid-request'),
    );
    expect(await request('GET', '/metrics?minPosition=abc')).toMatchObject(problem(400, 'invalid-request'));
  });

  it.each([
    ['a hundred thousand unknown fields', `{${Array.from({ length: 100_000 }, (_, n) => `"f${n}":1`).join()}}`],
    ['8 MB of nested lists', '['.repeat(4_000_000) + ']'.repeat(4_000_000)],
    [
      'many objects of as many unknown fields as may be',
      `{"addresses":[${Array.from({ length: 500 }, () => `{${Array.from({ length: 1_900 }, (_, n) => `"${n}":1`).join()}}`).join()}]}`,
    ],
    ['nesting under a field', `{"addresses":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a field that every object has', '{"constructor":1,"addresses":["ana@example.com"]}'],
  ])('are refused at once for %s', async (_, body) => {
    const { request } = await httpService();

    const startedAt = performance.now();
    const answer = await request('POST', '/v1/recipients/lookup', { body, headers: JSON_TYPE });

    expect(answer).toMatchObject(problem(400, 'invalid-request'));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('are refused for a query that names what every object has', async () => {
    const { request } = await httpService();

    for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
      expect(await request('GET', `/v1/bounces?${name}=1`)).toMatchObject(problem(400, 'invalid-request'));
    }
  });

  it('are refused with two Host fields', async () => {
    const { url } = await httpService();

    const status = await statusOfRaw(url, ['GET /health/live HTTP/1.1', 'Host: 127.0.0.1', 'Host: example.com']);

    expect(status).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('are refused for an address in a query whose plus stands for a blank', async () => {
    const { request } = await httpService();

    const bare = await request('GET', '/v1/bounces?recipient=ana+news@example.com');
    const written = await request('GET', '/v1/bounces?recipient=ana%2Bnews@example.com');

    expect(bare).toMatchObject({ status: 400, body: { errors: [{ path: 'recipient' }] } });
    expect(JSON.stringify(bare.body)).toContain('%2B');
    expect(written.status).toBe(200);
  });
});

describe('mails with a Content-Encoding', () => {
  const mail = Buffer.from(bounceMail({ recipient: 'ana@example.com' }));

  it('are decoded: the same mail is the same mail', async () => {
    const { request } = await httpService();

    const plain = await request('POST', '/v1/mails', { body: mail, headers: MAIL });
    const packed = await request('POST', '/v1/mails', {
      body: gzipSync(mail),
      headers: { ...MAIL, 'content-encoding': 'gzip' },
    });

    expect(packed).toMatchObject({ status: 200, body: { mailId: plain.body.mailId } });
  });

  it.each([
    ['an encoding that is not known', 415, 'unsupported-media-type', { 'content-encoding': 'zip' }, mail],
    ['bytes that are not of the encoding', 400, 'malformed-body', { 'content-encoding': 'gzip' }, mail],
    ['nothing', 400, 'malformed-body', {}, Buffer.alloc(0)],
    ['nothing, encoded', 400, 'malformed-body', { 'content-encoding': 'gzip' }, gzipSync('')],
    [
      'more than a mail may have',
      413,
      'body-too-large',
      { 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(65 * 1024 * 1024)),
    ],
  ])('are refused for %s', async (_, status, code, headers, body) => {
    const { request } = await httpService();

    const answer = await request('POST', '/v1/mails', { body, headers: { ...MAIL, ...headers } });

    expect(answer).toMatchObject(problem(status, code));
  });
});
