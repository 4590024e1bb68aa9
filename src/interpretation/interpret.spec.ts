import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAIL_KINDS } from '../events/index.js';
import { interpret } from './interpret.js';
import { MAX_FACT_BYTES } from './facts/cap-text.js';

const REPORT = [
  'Return-Path: <>',
  'Received: by news.example; Sat, 21 Nov 2026 02:00:00 +0000',
  'From: MAILER-DAEMON@relay.example',
  'To: bounce+t1@news.example',
  'Subject: =?utf-8?q?Undelivered?= mail',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '<ana@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user',
  '--b',
  'Content-Type: message/delivery-status',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Reporting-MTA: dns; relay.example',
  '',
  'Final-Recipient: rfc822; ana@example.com',
  'Action: failed',
  'Status: 5.1.1',
  '',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Message-ID: <s9@news.example>',
  'To: ana@example.com',
  '',
  'Hello',
  '--b--',
  '',
].join('\r\n');

/** Pieces that mails are made of, and that break readers. */
const PIECES = [
  ...REPORT.split('\r\n'),
  '\r\n',
  '\n',
  '\r',
  '\0',
  '@',
  '<',
  '"',
  '\\x{110000}',
  '\\303\\251',
  '=?utf-8?b?',
  '=?x-none?q?=FF?=',
  'Content-Type: multipart/mixed; boundary=',
  'Content-Type: text/plain; charset=no-such-charset',
  'Content-Transfer-Encoding: base64',
  'Content-Type: message/feedback-report',
  'Content-Type: message/disposition-notification',
  'Feedback-Type: abuse',
  'Date: 99 Foo 99999 99:99:99 +9999',
  '> From: x',
];

describe('interpretation', () => {
  it('makes facts of any bytes, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(MAIL_KINDS).toContain(interpret(bytes).kind);
      }),
    );
  });

  it('makes facts of any heap of pieces of mail, all of them capped', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
        const { kind, recipients, setAsideReason, ...rest } = interpret(Buffer.from(pieces.join('\r\n')));
        expect(setAsideReason === null).toBe(kind === 'bounce' || kind === 'delay' || kind === 'complaint');
        for (const text of textsIn([recipients, rest])) {
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_FACT_BYTES);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('makes facts of a report that was cut, spliced and overwritten', () => {
    const at = fc.nat(REPORT.length);
    fc.assert(
      fc.property(at, at, fc.string({ maxLength: 40 }), fc.nat(3), (from, to, inserted, times) => {
        const spliced = REPORT.slice(0, from) + inserted.repeat(times) + REPORT.slice(Math.min(from, to));
        expect(MAIL_KINDS).toContain(interpret(Buffer.from(spliced, 'latin1')).kind);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same out of LF and CRLF line ends, and the same every time', () => {
    const crlf = interpret(Buffer.from(REPORT));
    expect(interpret(Buffer.from(REPORT.replaceAll('\r\n', '\n')))).toEqual(crlf);
    expect(interpret(new Uint8Array(Buffer.from(REPORT)))).toEqual(crlf);
  });

  it('keeps the headers of the returned message that it is told to', () => {
    const mail = Buffer.from(REPORT.replace('Message-ID:', 'X-Send: 42\r\nMessage-ID:'));
    expect(interpret(mail, { correlationHeaders: ['X-Send'] }).keys.headers).toEqual({ 'x-send': '42' });
  });

  it('reads a report that a gateway passes on inside its own', () => {
    const outer =
      'Return-Path: <>\r\nFrom: MAILER-DAEMON@gateway.example\r\nSubject: Returned mail\r\nContent-Type: message/rfc822\r\n\r\n';
    const read = interpret(Buffer.from(outer + REPORT));
    expect(read).toMatchObject({ kind: 'bounce', family: 'rfc3464', originalMessageId: '<s9@news.example>' });
    expect(read.from).toBe('MAILER-DAEMON@gateway.example');
  });

  it('reads a report that a person forwards in the text of a mail, if the report’s fields are among it', () => {
    const forwarded = (fields: readonly string[]) => [
      'From: Ana <ana@news.example>',
      'Subject: Fwd: Returned mail',
      '',
      'Begin forwarded message:',
      '',
      '> From: Mail Delivery Subsystem <MAILER-DAEMON>',
      '> Subject: Returned mail',
      '> Message-Id: <r1@relay.example>',
      '>',
      '> <bo@example.com>',
      '> (reason: 550 5.1.1 no such user)',
      ...fields,
      '> Return-Path: <news@news.example>',
      '> Received: by relay.example',
      '> Message-Id: <s9@news.example>',
      '> To: bo@example.com',
      '> From: news@news.example',
    ];
    const fields = ['> Final-Recipient: RFC822; bo@example.com', '> Action: failed', '> Status: 5.1.1'];
    const read = (lines: readonly string[]) => interpret(Buffer.from(lines.join('\r\n')));
    expect(read(forwarded(fields))).toMatchObject({
      kind: 'bounce',
      originalMessageId: '<s9@news.example>',
      recipients: [{ recipient: 'bo@example.com', status: '5.1.1', smtpCode: 550 }],
    });
    expect(read(forwarded([])).kind).toBe('not-a-report');
  });
});

describe('a mail in which no report is found', () => {
  it.each([
    ['is malformed where it is empty', '', 'malformed'],
    ['is malformed where it has no header', '\0\x01\x02', 'malformed'],
    [
      'is not understood where a mail system wrote it',
      'Return-Path: <>\nFrom: MAILER-DAEMON@x.example\n\nhm',
      'not-understood',
    ],
    ['is no report where a person wrote it', 'From: ana@example.com\nSubject: hello\n\nHow are you?', 'not-a-report'],
  ])('%s', (_, mail, kind) => {
    const read = interpret(Buffer.from(mail));
    expect([read.kind, read.family]).toEqual([kind, 'none']);
    expect(read.setAsideReason).not.toBeNull();
  });

  it('is too large where the reading ended before its end, and malformed at the other limits', () => {
    const mail = Buffer.from(
      `From: ana@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100)}`,
    );
    const large = interpret(mail, { limits: { maxMailBytes: 100 } });
    expect([large.kind, large.limitsReached]).toEqual(['too-large', ['maxMailBytes']]);
    const parts = interpret(mail, { limits: { maxParts: 10 } });
    expect([parts.kind, parts.limitsReached]).toEqual(['malformed', ['maxParts']]);
  });

  it('is a report for all that where one stands before the limit', () => {
    const mail = Buffer.from(REPORT.replace('Hello', 'x'.repeat(10_000)));
    const read = interpret(mail, { limits: { maxMailBytes: 1500, maxRecipients: 1 } });
    expect([read.kind, read.limitsReached]).toEqual(['bounce', ['maxMailBytes']]);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
