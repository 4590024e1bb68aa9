import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** How a mail came, which says as much as its words. */
const ENVELOPES: Readonly<Record<string, readonly string[]>> = {
  silent: ['Return-Path: <>', 'From: Ana Roos <ana@example.com>', 'In-Reply-To: <m1@shop.example.net>'],
  reply: ['Return-Path: <ana@example.com>', 'From: Ana Roos <ana@example.com>', 'In-Reply-To: <m1@shop.example.net>'],
  plain: ['Return-Path: <ana@example.com>', 'From: Ana Roos <ana@example.com>'],
  person: ['Return-Path: <ana@example.com>', 'From: Ana Roos <ana@example.com>', 'In-Reply-To: <m1@shop.example.net>'],
  list: ['Return-Path: <>', 'From: liste-bounces@lists.example', 'Precedence: bulk', 'X-List-Administrivia: yes'],
  newsletter: [
    'Return-Path: <bounce@shop.example>',
    'From: Shop <no-reply@shop.example>',
    'List-Unsubscribe: <https://shop.example/u>',
  ],
  order: ['Return-Path: <>', 'From: Shop <no-reply@shop.example>'],
  exchange: ['Return-Path: <>', 'From: Microsoft Outlook <postmaster@tenant.example>'],
  google: ['Return-Path: <>', 'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>'],
  domino: ['Return-Path: <>', 'From: Postmaster@domino.example'],
};

/**
 * A mail in the language of somebody else: encoded as programs encode it, and nothing but its words says what it is.
 */
export function mailOf(envelope: string, subject: string, text: string): Buffer {
  const encoded = Buffer.from(subject).toString('base64');
  return Buffer.from(
    [
      ...(ENVELOPES[envelope] ?? []),
      'To: bounce@shop.example.net',
      `Subject: =?utf-8?b?${encoded}?=`,
      'Date: Mon, 09 Mar 2026 10:12:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
      '',
    ].join('\r\n'),
  );
}

/** The words of a notice with the address where the program puts it. */
export function noticeText(program: string, before: string, after: string): string {
  if (program === 'google') return before.replace('{}', 'ana@example.com');
  const named = program === 'exchange' ? 'ana@example.com (ana@example.com)' : '  ana@example.com';
  return [before, '', named, '', after].join('\r\n');
}

/** As many cells as the widest table has. */
type Row = readonly [string, string, string, string, string, string, string];

/** A table of fixtures/languages/; cells that a row does not have are empty. */
export function table(name: string): readonly Row[] {
  const text = readFileSync(new URL(`../fixtures/languages/${name}.yaml`, import.meta.url), 'utf8');
  const rows = parse(text) as readonly (readonly string[])[];
  return rows.map(([a = '', b = '', c = '', d = '', e = '', f = '', g = '']) => [a, b, c, d, e, f, g]);
}
