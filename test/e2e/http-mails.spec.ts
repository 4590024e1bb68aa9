import { describe, expect, it } from 'vitest';
import { eventsOf } from '../support/temporary-ledger.js';
import { httpService } from './http-service.js';

const RFC822 = { 'content-type': 'message/rfc822' };
const bounce = Buffer.from(
  [
    'From: MAILER-DAEMON@relay.example.net',
    'To: bounces@news.example.net',
    'Subject: Undelivered Mail Returned to Sender \u00e9',
    'Date: Sat, 21 Nov 2026 09:14:07 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'No such user.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example.net',
    '',
    'Final-Recipient: rfc822; ana@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b--',
    '',
  ].join('\r\n'),
  'latin1',
);

describe('mails over HTTP', () => {
  it('takes a mail in once, as its exact bytes, and tells its bounces', async () => {
    const { request, ledger } = await httpService();

    const first = await request('POST', '/v1/mails', { body: bounce, headers: RFC822 });
    const again = await request('POST', '/v1/mails', { body: bounce, headers: RFC822 });

    expect(first).toMatchObject({ status: 201, body: { kind: 'bounce', bounces: [expect.any(String)] } });
    expect(again).toMatchObject({ status: 200, body: first.body });
    const events = await eventsOf(ledger.store, `mail-${String(first.body.mailId)}`);
    expect(events.map(({ type }) => type)).toEqual(['MailReceived', 'BounceReceived', 'BounceClassified']);
    expect(events.at(-1)?.position).toBe(first.body.position);
  });

  it('takes in what is no mail too, as any bytes are one', async () => {
    const { request } = await httpService();
    const bytes = Buffer.from([0, 255, 13, 10, 13, 0]);

    expect(await request('POST', '/v1/mails', { body: bytes, headers: RFC822 })).toMatchObject({
      status: 201,
      body: { bounces: [] },
    });
  });

  it('gives the exact bytes back, as an attachment that no browser runs', async () => {
    const { request, url } = await httpService();
    const { body } = await request('POST', '/v1/mails', { body: bounce, headers: RFC822 });
    const mailId = String(body.mailId);

    const response = await fetch(`${url}/v1/mails/${mailId}/evidence`);

    expect(Buffer.from(await response.arrayBuffer())).toEqual(bounce);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${mailId}.eml"`,
      'content-length': String(bounce.length),
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('tells a mail that was never there from one whose bytes are gone', async () => {
    const { request, ledger } = await httpService();
    const { body } = await request('POST', '/v1/mails', { body: bounce, headers: RFC822 });
    const [received] = await eventsOf(ledger.store, `mail-${String(body.mailId)}`);
    await ledger.store.tombstone(`evidence-${received?.data['rawDigest'] as string}`);

    expect(await request('GET', `/v1/mails/${String(body.mailId)}/evidence`)).toMatchObject({
      status: 410,
      body: { type: 'urn:bounce-ledger:problem:evidence-gone' },
    });
    expect(await request('GET', `/v1/mails/${'0'.repeat(64)}/evidence`)).toMatchObject({
      status: 404,
      body: { type: 'urn:bounce-ledger:problem:unknown-mail' },
    });
    expect(await request('GET', '/v1/mails/nonsense/evidence')).toMatchObject({
      status: 400,
      body: { type: 'urn:bounce-ledger:problem:invalid-request' },
    });
  });

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b'])(
    'takes no mail as %s',
    async (contentType) => {
      const { request, ledger } = await httpService();

      const { status } = await request('POST', '/v1/mails', { body: '"x"', headers: { 'content-type': contentType } });

      expect(status).toBe(415);
      expect((await eventsOf(ledger.store)).map(({ type }) => type)).not.toContain('MailReceived');
    },
  );

  it('takes a mail of 30 MB', async () => {
    const { request } = await httpService();
    const huge = Buffer.concat([bounce, Buffer.alloc(30 * 1024 * 1024, 'x\r\n')]);

    expect(await request('POST', '/v1/mails', { body: huge, headers: RFC822 })).toMatchObject({ status: 201 });
  });
});
