import { describe, expect, it } from 'vitest';
import { quotedReply } from './quoted-reply.js';

const quoted = (text: string): string | null => {
  const reply = quotedReply(text);
  return reply === null ? null : text.slice(reply.start, reply.end);
};

describe('the innermost reply that a diagnostic quotes', () => {
  it.each([
    ['host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user', '550 5.1.1 no such user'],
    ["5.1.0 - Unknown address error 550-'Not here' (delivery attempts: 0)", "550-'Not here"],
    ['550 5.0.350 Remote server returned an error -> 552 Mailbox full', '552 Mailbox full'],
    ['554 4.4.7 Message expired: gave up.<421 4.4.2 Connection timed out>', '421 4.4.2 Connection timed out'],
    ['after RCPT TO:<ana@example.com>: host mx [192.0.2.1]: 550 user unknown', '550 user unknown'],
    ['550 5.1.1 undeliverable address: host a[10.0.0.1] said: 552 5.2.2 full', '552 5.2.2 full'],
    ['Reply of the next server: "550 5.7.26 DMARC check failed"', '550 5.7.26 DMARC check failed'],
    ['(ana@example.com:550 5.1.1 User unknown)', '550 5.1.1 User unknown)'],
    ['RCPT TO said 550 no such user', '550 no such user'],
    ['Remote host said: 550 no such user Giving up on 192.0.2.1.', '550 no such user'],
  ])('is found in: %s', (text, reply) => {
    expect(quoted(text)).toBe(reply);
  });

  it.each([
    '550 5.1.1 no such user',
    '550-5.7.1 Authentication results: 550-5.7.1 SPF did not pass 550 5.7.1 see the help',
    '552 message too large, limit: 500 KB',
    'no such user',
    '',
  ])('is none where nothing stands around the only one: %s', (text) => {
    expect(quoted(text)).toBeNull();
  });

  it('is none where it answers a question about the sender', () => {
    expect(quoted('550-Callback failed while verifying <a@b.example> Response: 550 No such user here')).toBeNull();
  });
});
