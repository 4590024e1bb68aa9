import { describe, expect, it } from 'vitest';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import { namedParty } from './named-party.js';

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
