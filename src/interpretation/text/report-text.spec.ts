import { describe, expect, it } from 'vitest';
import { ReportText } from './report-text.js';

const nobody = { others: new Set<string>(), own: new Set<string>(), sentTo: new Set<string>() };
const addresses = (lines: readonly string[], search = nobody): string[] =>
  new ReportText(lines.join('\n')).recipients(search).map(({ address }) => address);

describe('the addresses that a text says failed', () => {
  it.each([
    ['alone on a line', ['could not be delivered to:', '', '  ana@example.com', '', 'contact help@example.net']],
    ['with a colon', ['<ana@example.com>:', 'no such user, ask help@example.net']],
    ['with a remark', ['<ana@example.com> (unrecoverable error)']],
    ['behind a bullet', ['failed permanently:', '   * ana@example.com']],
    [
      'with the time of its failure',
      ['did not reach:', 'ana@example.com on Thu, 29 Apr 2007 16:51:51 -0500', '    unknown'],
    ],
    ['at the start of a paragraph', ['', 'ana@example.com Invalid Address, ERROR_CODE :550']],
    ['after a label', ['Failed Recipient: ana@example.com']],
    ['in prose', ['There was an error delivering your mail to <ana@example.com>.']],
    ['as an X.400 address', ['c=US;a= ;p=EX;o=Ne;dda:SMTP=ana@example.com; on Fri, 4 Oct 2002', '    unknown']],
  ])('are found %s', (_, lines) => {
    expect(addresses(lines)).toEqual(['ana@example.com']);
  });

  it('are each named once, in the order of the text', () => {
    expect(addresses(['<bo@example.com>: full', '<ana@example.com>: unknown', '<BO@example.com>: full'])).toEqual([
      'bo@example.com',
      'ana@example.com',
    ]);
  });

  it('are none of those on the sending side', () => {
    const search = { ...nobody, others: new Set(['news@example.net']) };
    expect(addresses(['From: news@example.net', 'your mail to ana@example.com', 'news@example.net:'], search)).toEqual([
      'ana@example.com',
    ]);
  });

  it('are, in prose that names several, those that the message went to', () => {
    const lines = ['Your message to ana@example.com was refused, write to bo@example.com'];
    expect(addresses(lines, { ...nobody, sentTo: new Set(['ana@example.com']) })).toEqual(['ana@example.com']);
  });

  it('are none whom the text only names for help', () => {
    expect(addresses(['For assistance please contact postmaster@example.com'])).toEqual([]);
  });
});

describe('the reason for an address', () => {
  const reasons = (...lines: string[]): (string | null)[] => {
    const text = new ReportText(lines.join('\n'));
    const entries = text.recipients(nobody);
    return entries.map((entry) =>
      text.reasonFor(
        entry,
        entries.map(({ line }) => line),
      ),
    );
  };

  it('stands below it, up to the next address', () => {
    expect(reasons('<ana@example.com>:', '550 5.1.1 unknown', '', '<bo@example.com>:', '552 5.2.2 full')).toEqual([
      '550 5.1.1 unknown',
      '552 5.2.2 full',
    ]);
  });

  it('stands beside it', () => {
    expect(reasons('ana@example.com: Envelope expired', '', 'Please note that this is temporary.')).toEqual([
      'Envelope expired',
    ]);
  });

  it('is folded over lines, with what leads on to the refusal', () => {
    expect(
      reasons(
        '  ana@example.com',
        '    SMTP error from remote mail server:',
        '    550 5.7.1 refused',
        '',
        'If you wonder, ask.',
      ),
    ).toEqual(['SMTP error from remote mail server:\n    550 5.7.1 refused']);
  });

  it('stands in the transcript, by the line that names the address', () => {
    const lines = [
      '----- The following addresses failed -----',
      '<ana@example.com>',
      '<bo@example.com>',
      '',
      '----- Transcript -----',
    ];
    expect(reasons(...lines, '<<< 550 <bo@example.com> unknown', '<<< 552 <ana@example.com> full')).toEqual([
      '<<< 552 <ana@example.com> full',
      '<<< 550 <bo@example.com> unknown',
    ]);
  });

  it('introduces the addresses where nothing else tells it', () => {
    const reason = 'The message was not delivered because the host did not respond.';
    expect(reasons(reason, '', 'It did not reach:', '', '<ana@example.com>', '<bo@example.com>')).toEqual([
      reason,
      reason,
    ]);
    expect(reasons('User not listed in the Address Book', 'ana@example.com')).toEqual([
      'User not listed in the Address Book',
    ]);
  });

  it('is none of what the report says of the message, of scanners and of origins', () => {
    expect(
      reasons(
        '<ana@example.com>',
        '    (generated from list@example.com)',
        '    mailbox unavailable',
        '',
        '--- Here is a copy of the message: never mind.',
      ),
    ).toEqual(['mailbox unavailable']);
    expect(
      reasons('<ana@example.com>', '', 'Subject: hello', 'Date: today', '', '____ scanner ____', '', 'Scanned by x'),
    ).toEqual([null]);
  });

  it('is null where the text names addresses only', () => {
    expect(reasons('could not be delivered to:', '<ana@example.com>', '<bo@example.com>')).toEqual([null, null]);
  });
});
