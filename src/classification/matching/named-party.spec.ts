import { describe, expect, it } from 'vitest';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import { mayNameSender, namedParty } from './named-party.js';

/** As interpreters before version 2 read them. */
const oldFacts: ClassifiableFacts = {
  recipient: 'Ana@rcpt.example',
  originalRecipient: 'alias@list.example',
  action: 'failed',
  status: null,
  smtpCode: null,
  permanence: null,
  diagnostic: null,
  reportingMta: null,
  remoteMta: 'dns; mx.rcpt.example',
};
const facts: ClassifiableFacts = {
  ...oldFacts,
  senderNames: ['news@shop.example', 'shop.example', 'web3.shop.example'],
};

/** Whom the words between brackets `«»` name in a line. */
function named(marked: string): string {
  const start = marked.indexOf('«');
  const line = marked.replace('«', '').replace('»', '');
  return namedParty(line, { start, end: marked.indexOf('»') - 1 }, facts).party;
}

describe('whom words name', () => {
  it.each([
    ['550 «User news@shop.example unknown»', 'sender'],
    ['550 «Mailbox unknown»: news@shop.example', 'sender'],
    ['553 shop.example «does not exist»', 'sender'],
    ['550 «Bad address» 192.0.2.80', 'sender'],
    ['550 «No such host»: 80.2.0.192.in-addr.arpa', 'sender'],
    ['550 5.1.1 <ana@rcpt.example>: «user unknown»', 'recipient'],
    ['550 «unknown user» ALIAS@list.example', 'recipient'],
    ['550 5.1.2 «domain rcpt.example does not exist»', 'recipient'],
    ['550 «no such user» kim@elsewhere.example', 'other'],
    ['550 5.1.1 «no such user»', 'nobody'],
    ['550 «no such user»', 'nobody'],
  ])('%s: %s', (marked, party) => {
    expect(named(marked)).toBe(party);
  });

  it.each([
    ['the recipient where both are named', '550 <ana@rcpt.example> «unknown» to news@shop.example', 'recipient'],
    ['whoever stands among the words', '550 ana@rcpt.example says: «user news@shop.example unknown»', 'sender'],
    ['nobody by a URL', '550 «no such user», see https://shop.example/help', 'nobody'],
    ['nobody by who speaks', '550 «no such user» [192.0.2.80]', 'nobody'],
    ['nobody by another sentence', '550 «no such user». Sent from 192.0.2.80', 'nobody'],
    ['nobody by a sentence before', '550 Sent from 192.0.2.80. I know «no such user»', 'nobody'],
    ['nobody by two sentences before', '550 Hello. See 192.0.2.80; no, «bad address»', 'nobody'],
    ['a machine that stands before the words', '550 192.0.2.80: «bad address»', 'sender'],
    ['the nearer of two names', '550 kim@elsewhere.example or news@shop.example: «unknown user»', 'sender'],
    [
      'the nearer of two names behind the words',
      '550 «unknown user»: news@shop.example, kim@elsewhere.example',
      'sender',
    ],
    [
      'whoever stands nearer, before or behind',
      '550 kim@elsewhere.example is not «an unknown user» news@shop.example',
      'sender',
    ],
    ['a name right behind a URL of somebody else', '550 «no such user», https://help.example/ shop.example', 'sender'],
    ['nobody by the host that answered', '550 mx.rcpt.example «no such user»', 'other'],
  ])('are %s', (_what, marked, party) => {
    expect(named(marked)).toBe(party);
  });

  it('of facts without the sender’s names are the recipient’s, a machine’s or another’s', () => {
    const line = '550 User news@shop.example unknown';
    expect(namedParty(line, { start: 4, end: line.length }, oldFacts).party).toBe('other');
  });

  it('are found in linear time in a line of nothing but names', () => {
    const line = 'a@b.example '.repeat(80);
    expect(namedParty(line, { start: 480, end: 490 }, facts).party).toBe('other');
  });
});

describe('a reply that may name the sender', () => {
  it.each([
    ['550 User NEWS@shop.example unknown', true],
    ['550 Bad IP address 192.0.2.80', true],
    ['550 Bad address 2001:db8::1', true],
    ['550 Bad address 2001:db8:0:0:0:0:0:1', true],
    ['550 No such host: 80.2.0.192.IN-ADDR.ARPA', true],
    ['550 5.1.1 <ana@rcpt.example>: user unknown', false],
    ['550 see version 2.5.0: no such user', false],
    ['', false],
  ])('%s: %s', (line, isPossible) => {
    expect(mayNameSender(line, facts)).toBe(isPossible);
  });

  it('of facts without the sender’s names has a machine in it', () => {
    expect(mayNameSender('550 User news@shop.example unknown', oldFacts)).toBe(false);
    expect(mayNameSender('550 Bad address 192.0.2.80', oldFacts)).toBe(true);
  });
});
