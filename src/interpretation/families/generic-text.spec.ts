import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (header: readonly string[], text: readonly string[]) =>
  interpret(Buffer.from([...header, '', ...text].join('\n')));
const daemon = [
  'Return-Path: <>',
  'From: MAILER-DAEMON@relay.example',
  'To: bounce+t1@news.example',
  'Subject: failure notice',
];
const returned = [
  '',
  '--- Below this line is a copy of the message.',
  '',
  'From: news@news.example',
  'Message-ID: <s9@news.example>',
  'To: ana@example.com',
  '',
  'Hello',
];

describe('a report in free text', () => {
  it('of qmail is read with every recipient, reason and the message it returns', () => {
    const text = [
      'Hi. This is the qmail-send program at relay.example.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      '',
      '<ana@example.com>:',
      '192.0.2.1 does not like recipient.',
      'Remote host said: 550 5.1.1 no such user',
      'Giving up on 192.0.2.1.',
      '',
      '<bo@example.org>:',
      'Sorry, no mailbox here by that name. (#5.1.1)',
    ];
    const { kind, family, originalMessageId, reportingMta, recipients } = read(daemon, [...text, ...returned]);
    expect({ kind, family, originalMessageId, reportingMta }).toEqual({
      kind: 'bounce',
      family: 'generic-text',
      originalMessageId: '<s9@news.example>',
      reportingMta: 'relay.example',
    });
    expect(recipients.map(({ recipient, status, smtpCode }) => [recipient, status, smtpCode])).toEqual([
      ['ana@example.com', '5.1.1', 550],
      ['bo@example.org', '5.1.1', null],
    ]);
  });

  it('of dma is read: an address in prose, the reason in a paragraph of its own', () => {
    const text = [
      'There was an error delivering your mail to <ana@example.com>.',
      '',
      'Could not deliver for the last 432000 seconds. Giving up.',
    ];
    expect(read(daemon, [...text, '', 'Message headers follow.', ...returned.slice(3)]).recipients).toMatchObject([
      {
        recipient: 'ana@example.com',
        action: 'failed',
        permanence: 'transient',
        diagnostic: expect.stringContaining('Giving up') as string,
      },
    ]);
  });

  it('lists those whom X-Failed-Recipients names', () => {
    const header = [
      'From: x@relay.example',
      'X-Failed-Recipients: ana@example.com, bo@example.org',
      'Subject: Mail delivery failed',
    ];
    const { recipients } = read(header, [
      'ana@example.com',
      '  550 5.1.1 unknown',
      '',
      'c@d.example is the postmaster',
    ]);
    expect(recipients.map(({ recipient, status }) => [recipient, status])).toEqual([
      ['ana@example.com', '5.1.1'],
      ['bo@example.org', '5.1.1'],
    ]);
  });

  it('means whom the returned message went to where it names nobody', () => {
    const { recipients } = read(daemon, ['Your mail could not be delivered.', ...returned]);
    expect(recipients.map(({ recipient }) => recipient)).toEqual(['ana@example.com']);
  });

  it('that names nobody is a bounce of nobody', () => {
    const { kind, recipients } = read(daemon, ['Your mail could not be delivered: mailbox full.']);
    expect([kind, recipients.map(({ recipient }) => recipient)]).toEqual(['bounce', [null]]);
  });

  it('is a delay where the server goes on trying', () => {
    const text = [
      'Your message to:',
      '',
      '  ana@example.com',
      '',
      'has not yet been delivered. Delivery attempts will continue to be made.',
    ];
    expect(read(daemon, text)).toMatchObject({
      kind: 'delay',
      recipients: [{ recipient: 'ana@example.com', action: 'delayed' }],
    });
  });

  it('keeps the address that the failed one was made of', () => {
    const text = [
      'The following address(es) failed:',
      '',
      '  ana@inside.example',
      '    (generated from ana@example.com)',
      '    unknown user',
    ];
    expect(read(daemon, text).recipients[0]?.originalRecipient).toBe('ana@example.com');
  });

  it('of a program that is no mail system counts only if it names the address, or returns what went to it', () => {
    const mail = (to: string, words: string): string[] => [
      'From: no-reply@example.jp',
      'Subject: =?utf-8?b?44Oh44O844Or44Ko44Op44O86YCa55+l?=',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      words,
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <s9@news.example>',
      `To: ${to}`,
      '',
      '--b--',
    ];
    const labelled = 'Could not be delivered to: <ana@example.com> As their mailbox is full.';
    const mentioned = 'Your mail could not be delivered, says ana@example.com of our team.';
    expect(read(mail('bo@example.com', labelled), []).kind).toBe('bounce');
    expect(read(mail('ana@example.com', mentioned), []).kind).toBe('bounce');
    expect(read(mail('bo@example.com', mentioned), []).kind).toBe('not-a-report');
  });

  it('of a program that returns nothing counts where it lists whom the message did not reach', () => {
    const header = ['From: AntiVirus_Gateways@relay.example', 'Subject: Delivery failure notification'];
    const list = ['It could not be delivered to the following recipients:', '', 'ana@example.com'];
    expect(read(header, list)).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'ana@example.com' }] });
    expect(read(header, ['Hello', '', 'ana@example.com', '', 'Your parcel was not delivered.']).kind).toBe(
      'not-a-report',
    );
  });
});

describe('what is no report', () => {
  it.each([
    [
      'a person who quotes one',
      ['From: Bo <bo@example.com>', 'Subject: Re: failure notice'],
      ['It bounced:', '> <ana@example.com>:', '> 550 5.1.1 no such user'],
    ],
    [
      'a person who forwards one',
      ['From: Bo <bo@example.com>', 'Subject: Fwd: failure notice'],
      ['<ana@example.com>:', '550 5.1.1 no such user'],
    ],
    [
      'a postmaster who converses',
      ['From: postmaster@example.com', 'Subject: Re: your mail'],
      ['I could not deliver the keys to ana@example.com yesterday.'],
    ],
    [
      'a list’s post about one',
      ['From: Bo <bo@example.com>', 'List-Id: <mta.example.com>', 'Subject: failure notice'],
      ['why: <ana@example.com>: 550 5.1.1 unknown'],
    ],
    [
      'spam that threatens',
      ['From: Support <info@spam.example>', 'Subject: Your mailbox is full'],
      ['Your account ana@example.com will be blocked'],
    ],
    [
      'a newsletter of a program',
      ['From: no-reply@news.example', 'Subject: Delivery failed? Not with us!'],
      ['Hello ana@example.com'],
    ],
  ])('%s', (_, header, text) => {
    expect(read(header, text).kind).toBe('not-a-report');
  });

  it.each([
    ['Mail Delivery System <support@phish.example>', 'You have 5 undelivered messages'],
    ['Mail Administrator <admin@phish.example>', 'Your mailbox is full'],
  ])('a threat to its reader that only calls itself a mail system’s: %s, %s', (from, subject) => {
    const header = ['Return-Path: <someone@phish.example>', `From: ${from}`, `Subject: ${subject}`];
    const text = ['ana@example.com', '', 'Messages could not be delivered to your mailbox: https://phish.example/'];
    expect(read(header, text).kind).toBe('not-a-report');
    expect(read(['Return-Path: <>', ...header.slice(1)], text).kind).toBe('bounce');
  });

  it('a parcel that could not be delivered', () => {
    const header = ['From: Parcel Delivery System <info@parcel.example>', 'Subject: Your parcel was not delivered'];
    expect(read(header, ['Delivery to this address failed:', '', 'Ana', 'Main Street 5']).kind).toBe('not-a-report');
  });

  it('an answering machine’s null reverse-path does not make a bounce of what it says', () => {
    const header = ['Return-Path: <>', 'From: Ana <ana@example.com>', 'Subject: on the road'];
    const { recipients } = read(header, ['I could not be reached this week; write to bo@example.com.']);
    expect(recipients).toEqual([]);
  });
});
