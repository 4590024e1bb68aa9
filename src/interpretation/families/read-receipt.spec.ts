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
});
