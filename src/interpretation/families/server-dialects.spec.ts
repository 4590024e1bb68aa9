import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

/** How server programs word their reports; each row is written here, in the form that its program is known for. */
const DIALECTS: readonly (readonly [
  program: string,
  from: string,
  words: readonly string[],
  told: readonly (readonly [recipient: string, smtpCode: number | null, status: string | null])[],
])[] = [
  [
    'smail',
    'MAILER-DAEMON@relay.example',
    [
      '|------------------------- Message log follows: -------------------------|',
      ' no valid recipients were found for this message',
      '|------------------------- Failed addresses follow: ---------------------|',
      ' <ana@example.com> ... unknown host',
      '|------------------------- Message text follows: ------------------------|',
      'Message-ID: <s9@news.example.net>',
    ],
    [['ana@example.com', null, null]],
  ],
  [
    'MDaemon',
    'MDaemon@relay.example',
    [
      'The attached message had PERMANENT fatal delivery errors!',
      '',
      'Failed address: ana@example.com',
      '',
      '--- Session Transcript ---',
      ' Thu 2010-04-29 23:34:45: [1234:5] --> RCPT To:<ana@example.com>',
      ' Thu 2010-04-29 23:34:45: [1234:5] <-- 550 5.1.1 <ana@example.com> User unknown',
      '--- End Transcript ---',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'MailMarshal',
    'postmaster@relay.example',
    [
      'Could not be delivered because of',
      '',
      '550 5.1.1 User unknown',
      '',
      'The following recipients were affected:',
      '   ana@example.com',
      '',
      'Additional Information',
      '======================',
      'Original Sender:    <news@news.example.net>',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'InterScan',
    'imss@relay.example',
    [
      'Sent <<< RCPT TO:<ana@example.com>',
      'Received >>> 550 5.1.1 <ana@example.com>... user unknown',
      'Unable to deliver message to <ana@example.com>',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'IronPort, which names its own code before the remote server’s',
    'MAILER-DAEMON@relay.example',
    [
      'The following message to <ana@example.com> was undeliverable.',
      'The reason for the problem:',
      "5.1.0 - Unknown address error 550-'5.1.1 <ana@example.com>: Recipient address rejected'",
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'XMail',
    'postmaster@relay.example',
    [
      '[<00>] XMail bounce: Rcpt=[ana@example.com];Error=[550 5.1.1 Mailbox unavailable]',
      '',
      '[<01>] Error sending message [1272584085.1234.relay] from [relay.example].',
      'Mail From: <news@news.example.net>',
      'Rcpt To:   <ana@example.com>',
      '',
      '[<02>] The reason of the delivery failure was:',
      '',
      '550 5.1.1 Mailbox unavailable',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'ZMailer',
    'postmaster@relay.example',
    [
      'FAILED:',
      '  Original Recipient:',
      '    rfc822;ana@example.com',
      '  Control data:',
      '    smtp example.com ana@example.com 99',
      '  Diagnostic texts:',
      '    <ana@example.com>: [192.0.2.1]',
      '    550 5.1.1 User unknown',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'SurfControl',
    'postmaster@relay.example',
    [
      'Your message could not be sent.',
      'Addressed To: ana@example.com',
      '',
      'Failed to send to identified host,',
      'ana@example.com: [192.0.2.1], 550 5.1.1 ana@example.com... No such user',
    ],
    [['ana@example.com', 550, '5.1.1']],
  ],
  [
    'a server that points from each address to its reason',
    'postmaster@relay.example',
    [
      'This message was not delivered to the address(es) below:',
      '',
      'ana@example.com -> 550 5.1.1 no such user',
      'bo@example.org -> 552 5.2.2 over quota',
    ],
    [
      ['ana@example.com', 550, '5.1.1'],
      ['bo@example.org', 552, '5.2.2'],
    ],
  ],
  [
    'a server that puts the refusal before each address',
    'postmaster@relay.example',
    ['Delivery failed.', '', '550 5.1.1 no such user: ana@example.com', '552 5.2.2 over quota: bo@example.org'],
    [
      ['ana@example.com', 550, '5.1.1'],
      ['bo@example.org', 552, '5.2.2'],
    ],
  ],
];

describe('a report in the words of', () => {
  it.each(DIALECTS)('%s', (_, from, words, told) => {
    const header = ['Return-Path: <>', `From: ${from}`, 'To: bounce+t1@news.example.net', 'Subject: Undeliverable'];
    const { kind, recipients } = interpret(Buffer.from([...header, '', ...words].join('\r\n')));
    expect(kind).toBe('bounce');
    expect(recipients.map(({ recipient, smtpCode, status }) => [recipient, smtpCode, status])).toEqual(told);
  });
});
