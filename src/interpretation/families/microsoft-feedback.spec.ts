import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

describe('Microsoft’s feedback loop', () => {
  it('is a complaint of the recipient that its own field names', () => {
    const mail = [
      'From: staff@hotmail.com',
      'Subject: complaint about message from 192.0.2.7',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'X-HmXmrOriginalRecipient: ana@hotmail.example',
      'Message-ID: <s9@news.example>',
      '',
      '--b--',
    ];
    expect(interpret(Buffer.from(mail.join('\r\n')))).toMatchObject({
      kind: 'complaint',
      family: 'microsoft-feedback',
      complaints: [
        {
          recipient: 'ana@hotmail.example',
          feedbackType: 'abuse',
          sourceIp: '192.0.2.7',
          originalMessageId: '<s9@news.example>',
        },
      ],
    });
  });

  it('is not every mail with such a subject', () => {
    const mail = 'From: bo@example.com\nSubject: complaint about message from 192.0.2.7\n\nHello';
    expect(interpret(Buffer.from(mail)).kind).toBe('not-a-report');
  });
});
