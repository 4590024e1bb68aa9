import { describe, expect, it } from 'vitest';
import { parseHeaderFields, HeaderFields } from '../structure/header-fields.js';
import { SendingSide } from './sending-side.js';

const header = (text: string): HeaderFields => new HeaderFields([...parseHeaderFields(text).fields]);
const side = new SendingSide(
  header('From: MAILER-DAEMON@mx.rcpt.example\nTo: bounce+7@out.shop.example\n'),
  header(
    'Received: from web3.shop.example (web3.shop.example [198.51.100.23])\n by out.shop.example; Tue, 14 Apr 2026 08:31:10 +0000\n' +
      'From: News <news@shop.example>\nReply-To: help@desk.example\nTo: ana@rcpt.example\n',
  ),
);
const named = (diagnostic: string): readonly string[] =>
  side.namesIn(diagnostic, ['ana@rcpt.example', null, 'mx.rcpt.example']);

describe('the names of the sending side in a diagnostic', () => {
  it.each([
    ['550 Address news@shop.example does not exist', ['news@shop.example']],
    ['550 <BOUNCE+7@out.shop.example> unknown.', ['bounce+7@out.shop.example']],
    ['550 other@shop.example, help@desk.example', ['other@shop.example', 'help@desk.example']],
    ['553 shop.example does not exist', ['shop.example']],
    ['550 Bad IP address [198.51.100.23]', ['198.51.100.23']],
    ['550 HELO web3.shop.example: no such host', ['web3.shop.example']],
  ])('are found in: %s', (diagnostic, names) => {
    expect(named(diagnostic)).toEqual(names);
  });

  it.each([
    '550 5.1.1 <ana@rcpt.example>: user unknown',
    'host mx.rcpt.example[203.0.113.9] said: 550 no',
    '550 rcpt.example does not exist',
    '550 elsewhere.example does not exist',
    '550 no such user',
    '',
  ])('are none where others are named: %s', (diagnostic) => {
    expect(named(diagnostic)).toEqual([]);
  });

  it('leave out what is the recipient’s as well', () => {
    expect(side.namesIn('550 shop.example does not exist', ['kim@shop.example'])).toEqual([]);
    expect(side.namesIn('550 news@shop.example is unknown', ['news@shop.example'])).toEqual([]);
    expect(side.namesIn('550 news@shop.example may not write to kim', ['kim@shop.example'])).toEqual([
      'news@shop.example',
    ]);
  });

  it('are few, however many a diagnostic repeats', () => {
    const many = Array.from({ length: 500 }, (_, n) => `a${n}@shop.example`).join(' ');
    expect(named(many)).toHaveLength(8);
  });
});
