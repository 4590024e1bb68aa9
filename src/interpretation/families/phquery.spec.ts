import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const report = (...returned: string[]) =>
  interpret(
    Buffer.from(
      [
        'From: MAILER-DAEMON@mail.campus.example',
        'Subject: Returned mail - nameserver error report',
        '',
        ' --------Message not delivered to the following:',
        '',
        ' ana    No matches to nameserver query',
        '   bo   Multiple matches to nameserver query',
        '',
        ' --------Error Detail (phquery V4.1):',
        '',
        ' Query the directory with finger NAME@directory.campus.example, or',
        ' instead of emailing NAME@campus.example try emailing to NAME@cs.campus.example.',
        '',
        ' --------Unsent Message below:',
        '',
        ...returned,
      ].join('\r\n'),
    ),
  );

describe('a report of phquery', () => {
  it('names by its example addresses whom the directory does not know', () => {
    const read = report('Message removed');
    expect([read.kind, read.family]).toEqual(['bounce', 'phquery']);
    expect(read.recipients.map(({ recipient, diagnostic }) => [recipient, diagnostic])).toEqual([
      ['ana@campus.example', 'No matches to nameserver query'],
      ['ana@cs.campus.example', 'No matches to nameserver query'],
      ['bo@campus.example', 'Multiple matches to nameserver query'],
      ['bo@cs.campus.example', 'Multiple matches to nameserver query'],
    ]);
  });

  it('names the addresses that the returned message went to, where it returns it', () => {
    const read = report(
      'Received: by x.example',
      'Message-ID: <s9@news.example>',
      'To: ana@campus.example, bo@cs.campus.example',
      '',
      'Hi',
    );
    expect(read.recipients.map(({ recipient }) => recipient)).toEqual(['ana@campus.example', 'bo@cs.campus.example']);
  });
});
