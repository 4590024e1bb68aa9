import { describe, expect, it } from 'vitest';
import { interpret } from './interpret.js';

const HEADER =
  'Return-Path: <>\r\nFrom: MAILER-DAEMON@x.example\r\nTo: a@news.example\r\nSubject: Undelivered mail\r\n';
const MEGABYTE = 1_000_000;

/** Mails built to make a reader quadratic: a hang would end the test by its time-out. */
const MAILS: readonly (readonly [string, () => string, readonly string[]])[] = [
  [
    '20,000 parts',
    () => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}`,
    ['maxParts'],
  ],
  ['100 levels', () => levels(100), ['maxDepth']],
  ['a header of 4 MB', () => `${'X-A: b\r\n'.repeat(500_000)}\r\n<ana@example.com>: unknown`, ['maxHeaderBytes']],
  ['a line of 1 MB', () => `\r\n${'x'.repeat(MEGABYTE)}`, []],
  ['30 MB', () => `\r\n${'lorem ipsum 550 user@x.example dolor\r\n'.repeat(800_000)}`, ['maxTextBytes']],
  ['40 MB', () => `\r\n${'lorem ipsum\r\n'.repeat(3_100_000)}`, ['maxMailBytes', 'maxTextBytes']],
  ['1 MB of @', () => `\r\n${'@'.repeat(MEGABYTE)}`, []],
  ['200,000 addresses on a line', () => `\r\n${'a@b.'.repeat(200_000)}`, []],
  ['1 MB of local parts that end in a quote', () => `\r\n${`${'x'.repeat(120)}"@`.repeat(8_000)}`, []],
  ['1 MB of spaces', () => `\r\n${' '.repeat(MEGABYTE)}x`, []],
  ['1 MB of quote marks', () => `\r\n${'>'.repeat(MEGABYTE)}`, []],
  ['1 MB of codes', () => `\r\nto a@b.example ${'5.5.5.'.repeat(160_000)}`, []],
  ['header-like lines without end', () => `\r\n${'To: a@b.c\r\n'.repeat(90_000)}`, []],
  ['quoted header-like lines without end', () => `\r\n${'> To: x\r\n> From: y\r\n'.repeat(45_000)}`, []],
  ['20,000 addresses, each refused', () => `\r\n${list(20_000, '550 no')}`, ['maxRecipients']],
  [
    '20,000 addresses and a transcript',
    () => `\r\n${list(20_000, '')}${'550 no\r\n'.repeat(20_000)}`,
    ['maxRecipients'],
  ],
  ['nested HTML without end', () => `Content-Type: text/html\r\n\r\n${'<b>'.repeat(300_000)}`, []],
  ['octal escapes without end', () => `\r\n<a@b.example>: ${'\\303'.repeat(200_000)}`, []],
  ['encoded words without end', () => `X-A: ${'=?utf-8?b?YQ==?= '.repeat(10_000)}\r\n\r\nx`, []],
  ['carriage returns without end in a header', () => `X-A: ${'\r'.repeat(200_000)}b\r\n\r\nx`, []],
  ['a header line without a colon that goes on and on', () => `X-A: b\r\nX-B\r\n${' \r\n'.repeat(80_000)}\r\nx`, []],
  [
    'failed recipients without end in the header, none of them in 60 kB of text',
    () =>
      `${Array.from({ length: 5_000 }, (_, n) => `X-Failed-Recipients: a${n}@b.example\r\n`).join('')}\r\n${'lorem ipsum\r\n'.repeat(5_000)}`,
    ['maxRecipients'],
  ],
  ['rows of dashes below an address', () => `\r\n<a@b.example>:\r\n${`x\r\n${'='.repeat(1900)}\r\n`.repeat(50)}`, []],
  ['a summary of a message, over and over', () => `\r\n<a@b.example>\r\n\r\n${'to:'.repeat(600)}\r\nx`, []],
  [
    '1 MB of spaces in quoted-printable',
    () => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${' '.repeat(MEGABYTE)}x`,
    [],
  ],
  [
    'a boundary of 100 kB',
    () =>
      `Content-Type: multipart/mixed; boundary=${'a'.repeat(100_000)}\r\n\r\n${`--${'a'.repeat(100_000)}\r\n`.repeat(20)}`,
    [],
  ],
];

describe('a mail built to do harm', () => {
  it.each(MAILS)('of %s is interpreted as far as the limits reach', (_, body, limitsReached) => {
    const read = interpret(Buffer.from(HEADER + body()));
    expect(read.kind).toBe('bounce');
    expect([...read.limitsReached].sort()).toEqual(limitsReached);
  });

  it('of nothing but line ends, NULs or carriage returns is malformed', () => {
    for (const byte of ['\n', '\r', '\0']) expect(interpret(Buffer.alloc(3 * MEGABYTE, byte)).kind).toBe('malformed');
  });

  it('with a report of 5,000 recipients gives as many as the limit allows', () => {
    const groups = Array.from(
      { length: 5000 },
      (_, index) => `Final-Recipient: rfc822;u${index}@x.example\r\nAction: failed\r\n\r\n`,
    );
    const mail = `${HEADER}Content-Type: message/delivery-status\r\n\r\n${groups.join('')}`;
    const read = interpret(Buffer.from(mail));
    expect([read.recipients.length, read.limitsReached]).toEqual([1000, ['maxRecipients']]);
  });
});

function levels(count: number): string {
  const opened = Array.from(
    { length: count },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return `${opened.join('')}\r\nx`;
}

function list(count: number, below: string): string {
  return Array.from({ length: count }, (_, index) => `u${index}@x.example\r\n${below}\r\n`).join('');
}
