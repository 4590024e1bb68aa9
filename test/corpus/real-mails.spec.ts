import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/interpretation/index.js';

const read = (name: string) => interpret(readFileSync(new URL(`../fixtures/mails/${name}.eml`, import.meta.url)));

/**
 * Reports that the MTAs wrote for mails of ours, as they left them; the facts are what the receiving server really
 * said.
 */
const FACTS = [
  ['courier-full', 'bounce', 'rfc3464', [['maria.full@corp.example', '5.2.2', 552, 'mx.corp.example']]],
  ['dma-full', 'bounce', 'generic-text', [['maria.full@corp.example', '5.2.2', 552, 'mx.corp.example']]],
  ['dma-utf8', 'bounce', 'generic-text', [['jorg@umlaut.example', '5.1.1', 550, 'mx.umlaut.example']]],
  ['exim-disabled', 'bounce', 'rfc3464', [['old.account@postbox.example', '5.2.1', 550, 'mx.postbox.example']]],
  [
    'exim-multi_five',
    'bounce',
    'rfc3464',
    [
      ['kim.larsson@corp.example', '5.1.1', 550, 'mx.corp.example'],
      ['maria.full@corp.example', '5.2.2', 552, 'mx.corp.example'],
      ['old.account@postbox.example', '5.2.1', 550, 'mx.postbox.example'],
      ['relay@postbox.example', '5.7.1', 554, 'mx.postbox.example'],
      ['jorg@umlaut.example', '5.1.1', 550, 'mx.umlaut.example'],
    ],
  ],
  ['nullmailer-ratelimit', 'bounce', 'rfc3464', [['slow.down@postbox.example', '4.7.1', 451, '10.99.7.2']]],
  ['opensmtpd-c421-expired', 'bounce', 'rfc3464', [['anyone@busy.example', '4.4.7', null, null]]],
  ['opensmtpd-disabled', 'bounce', 'rfc3464', [['old.account@postbox.example', '5.2.1', 550, null]]],
  ['postfix-multi_mixed-delayed', 'delay', 'rfc3464', [['grey@corp.example', '4.2.0', 450, 'mx.corp.example']]],
  ['postfix-utf8', 'bounce', 'rfc3464', [['jorg@umlaut.example', '5.1.1', 550, 'mx.umlaut.example']]],
  [
    'qmail-multi_mixed',
    'bounce',
    'generic-text',
    [
      ['kim.larsson@corp.example', '5.1.1', 550, null],
      ['grey@corp.example', '4.2.0', 450, null],
    ],
  ],
  ['sendmail-c421-delayed', 'delay', 'rfc3464', [['anyone@busy.example', '4.7.0', 421, null]]],
  ['sendmail-unknown', 'bounce', 'rfc3464', [['kim.larsson@corp.example', '5.1.1', 550, 'mx.corp.example']]],
] as const;

describe('a report that a real MTA wrote', () => {
  it.each(FACTS)('%s is a %s, read by %s', (name, kind, family, recipients) => {
    const interpretation = read(name);
    expect([interpretation.kind, interpretation.family]).toEqual([kind, family]);
    const told = interpretation.recipients.map((facts) => [
      facts.recipient,
      facts.status,
      facts.smtpCode,
      facts.remoteMta,
    ]);
    expect(told).toEqual(recipients);
  });

  it.each(FACTS)('%s gives back its message’s Message-ID, campaign and return address', (name) => {
    const { originalMessageId, reportingMta, keys } = read(name);
    expect(originalMessageId).toMatch(/^<.+@sender\.test\.invalid>$/);
    expect(reportingMta).toBe('relay.test.invalid');
    expect(keys.verpToken).toMatch(/^c4\d\.r\d{3}$/);
    expect(keys.verpToken?.startsWith(`${keys.headers['x-campaign-id'] ?? '?'}.`)).toBe(true);
    expect(Object.keys(keys.headers)).toEqual(['x-campaign-id', 'list-unsubscribe']);
  });

  it('quotes the receiving server in its own letters', () => {
    const words = '550 5.1.1 <jorg@umlaut.example>: Benutzer unbekannt – Empfänger existiert nicht (ユーザー不明)';
    expect(read('postfix-utf8').recipients[0]?.diagnostic).toBe(`${words} (in reply to RCPT TO command)`);
    expect(read('dma-utf8').recipients[0]?.diagnostic).toContain(words);
  });

  it('calls an expiry notice final although the mail calls itself delayed', () => {
    for (const name of ['opensmtpd-c421-expired', 'nullmailer-ratelimit']) {
      expect(read(name).recipients).toMatchObject([{ action: 'failed', statedAction: 'delayed' }]);
    }
  });

  it.each(FACTS)('%s says the same with LF line ends', (name) => {
    const bytes = readFileSync(new URL(`../fixtures/mails/${name}.eml`, import.meta.url));
    const lineFeeds = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    expect(interpret(lineFeeds)).toEqual(interpret(bytes));
  });
});
