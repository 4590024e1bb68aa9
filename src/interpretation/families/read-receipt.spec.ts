import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const notification = (text: string, disposition: string) =>
  interpret(
    Buffer.from(
      [
        'Return-Path: <>',
        'From: Mail Delivery Subsystem <ana@example.com>',
        'Subject: Read: your mail',
        'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
        '',
        '--b',
        '',
        text,
        '--b',
        'Content-Type: message/disposition-notification',
        '',
        'Final-Recipient: rfc822; ana@example.com',
        'Original-Message-ID: <s9@news.example>',
        `Disposition: ${disposition}`,
        '--b--',
      ].join('\r\n'),
    ),
  );

describe('a disposition notification', () => {
  it.each([
    ['Your message was read.', 'manual-action/MDN-sent-manually; displayed'],
    ['Your message was deleted without being read.', 'automatic-action/MDN-sent-automatically; deleted'],
  ])('that says “%s” is a receipt', (text, disposition) => {
    expect(notification(text, disposition).kind).toBe('read-receipt');
  });

  it('by which a filter script refuses the message is a bounce (RFC 5429)', () => {
    const text = 'Your message to <ana@example.com> was automatically rejected:\r\nQuota exceeded';
    expect(notification(text, 'automatic-action/MDN-sent-automatically; deleted')).toMatchObject({
      kind: 'bounce',
      family: 'sieve-reject',
      recipients: [{ recipient: 'ana@example.com', action: 'failed' }],
    });
  });

  it.each([
    ['Read: our offer', 'Your message was read on Monday.', 'read-receipt'],
    [
      'Gelesen: unser Angebot',
      'Ihre Nachricht\n\n  Betreff: unser Angebot\n\nwurde am 09.03.2026 gelesen.',
      'read-receipt',
    ],
    ['Read: our offer', 'I have, and I like it.', 'not-a-report'],
    ['Reading list for March', 'The book that was read on most trains.', 'not-a-report'],
  ])('in words alone is known by both its subject and its words: “%s”, “%s”', (subject, text, kind) => {
    const header = ['From: ana@example.com', 'In-Reply-To: <m1@shop.example>', `Subject: ${subject}`];
    expect(interpret(Buffer.from([...header, '', text].join('\n'))).kind).toBe(kind);
  });
});
