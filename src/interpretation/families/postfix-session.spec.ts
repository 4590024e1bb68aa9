import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const transcript = (...lines: string[]) =>
  interpret(
    Buffer.from(
      [
        'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
        'To: postmaster@relay.example (Postmaster)',
        'Subject: Postfix SMTP server: errors from client.example[192.0.2.1]',
        '',
        'Transcript of session follows.',
        '',
        ' Out: 220 relay.example ESMTP',
        ' In:  EHLO client.example',
        ' Out: 250 DSN',
        ...lines,
        ' In:  QUIT',
        ' Out: 221 2.0.0 Bye',
        '',
        'For other details, see the local mail logfile',
      ].join('\r\n'),
    ),
  );

describe('a transcript that Postfix sends to its postmaster', () => {
  it('tells of all accepted recipients where the message was refused', () => {
    const read = transcript(
      ' In:  MAIL',
      '     FROM:<news@news.example> SIZE=9',
      ' Out: 250 2.1.0 Ok',
      ' In:  RCPT TO:<ana@example.com> ORCPT=rfc822;ana@example.com',
      ' Out: 250 2.1.5 Ok',
      ' In:  RCPT TO:<bo@example.com>',
      ' Out: 250 2.1.5 Ok',
      ' In:  DATA',
      ' Out: 354 End data with <CR><LF>.<CR><LF>',
      ' Out: 451 4.3.0 Error: queue file write error',
    );
    expect(read).toMatchObject({ kind: 'bounce', family: 'postfix-session' });
    expect(read.recipients.map(({ recipient, status, smtpCode }) => [recipient, status, smtpCode])).toEqual([
      ['ana@example.com', '4.3.0', 451],
      ['bo@example.com', '4.3.0', 451],
    ]);
  });

  it('tells of the refused recipients only where others were accepted', () => {
    const read = transcript(
      ' In:  MAIL FROM:<news@news.example>',
      ' Out: 250 2.1.0 Ok',
      ' In:  RCPT TO:<ana@example.com>',
      ' Out: 250 2.1.5 Ok',
      ' In:  RCPT TO:<bo@example.com>',
      ' Out: 550 5.1.1 <bo@example.com>: Recipient address rejected: User unknown in local',
      '     recipient table',
      ' In:  DATA',
      ' Out: 354 End data with <CR><LF>.<CR><LF>',
      ' Out: 250 2.0.0 Ok: queued as 1',
    );
    expect(read.recipients).toMatchObject([
      { recipient: 'bo@example.com', diagnostic: expect.stringContaining('in local recipient table') as string },
    ]);
  });

  it('is no report where no recipient was refused', () => {
    expect(transcript(' In:  NONSENSE', ' Out: 502 5.5.2 Error: command not recognized').kind).toBe('not-a-report');
  });
});
