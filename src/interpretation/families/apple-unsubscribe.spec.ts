import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

describe('a mail by which Apple Mail unsubscribes its user', () => {
  it('is a complaint of its sender, although it calls itself a reply', () => {
    const mail = [
      'From: ana@example.com',
      'To: leave+t1@news.example',
      'Subject: unsubscribe',
      'Auto-Submitted: auto-replied',
      'X-Apple-Unsubscribe: true',
      '',
      'Apple Mail sent this email.',
    ];
    expect(interpret(Buffer.from(mail.join('\r\n')))).toMatchObject({
      kind: 'complaint',
      family: 'apple-unsubscribe',
      keys: { verpToken: 't1' },
      complaints: [{ recipient: 'ana@example.com', feedbackType: 'opt-out' }],
    });
  });
});
