import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const mail = (from: string, subject: string, to = 'ana@provider.example') =>
  interpret(
    Buffer.from(
      [
        `From: ${from}`,
        `Subject: ${subject}`,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'One of our users complained.',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Message-ID: <s9@news.example>',
        'Feedback-ID: c1:news',
        `To: ${to}`,
        '',
        '--b--',
      ].join('\r\n'),
    ),
  );

describe('a provider’s feedback that is no ARF', () => {
  it.each([
    ['fbl@provider.example', 'FBL report for 192.0.2.1'],
    ['Abuse Desk <abuse-reports@provider.example>', 'Spam complaint'],
    ['feedback-loop@provider.example', 'Your message was reported as spam'],
    ['fbl-no-reply@provider.example', 'FBL Notification'],
    ['Feedback <feedbackloop@provider.example>', 'Feedback Loop: April offers'],
    ['noreply-fbl@provider.example', 'Complaint: April offers'],
  ])('is a complaint of whom the message went to: %s, %s', (from, subject) => {
    expect(mail(from, subject)).toMatchObject({
      kind: 'complaint',
      family: 'feedback-loop',
      originalMessageId: '<s9@news.example>',
      keys: { headers: { 'feedback-id': 'c1:news' } },
      complaints: [{ recipient: 'ana@provider.example', feedbackType: 'abuse' }],
    });
  });

  it('is nobody’s where the message went to several', () => {
    const read = mail('fbl@provider.example', 'FBL report', 'ana@provider.example, bo@provider.example');
    expect(read.complaints.map(({ recipient }) => recipient)).toEqual([null]);
  });

  it('is none where a person passes a message on, or a desk writes of something else', () => {
    expect(mail('ana@example.com', 'Spam report').kind).toBe('not-a-report');
    expect(mail('abuse@provider.example', 'Our new address').kind).toBe('not-a-report');
  });
});
