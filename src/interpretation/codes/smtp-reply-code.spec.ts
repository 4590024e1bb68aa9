import { describe, expect, it } from 'vitest';
import { smtpReplyCodeIn } from './smtp-reply-code.js';

describe('the SMTP reply code in a server’s words', () => {
  it.each([
    ['550 5.1.1 no such user', 550],
    ['550-5.1.1 The account\n550 5.1.1 does not exist', 550],
    ['host mx.example.com[192.0.2.1] said: 451 4.7.1 Greylisted (in reply to RCPT TO command)', 451],
    ['Remote host said: 554 no', 554],
    ['<<< 552 mailbox full', 552],
    ['kim@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1', 550],
    ['Connected to 192.0.2.1 but greeting failed.\n421 too many connections', 421],
    ['(reason: 553 sorry)', 553],
    ['Deferred: 421 try later', 421],
  ])('is found in “%s”', (words, code) => {
    expect(smtpReplyCodeIn(words)).toBe(code);
  });

  it.each([
    'the message is larger than 500 kilobytes',
    'connect to mx.example.com[192.0.2.1]:465: timed out',
    'I gave up after 432000 seconds',
    '192.0.2.550',
    '590 no such code',
    '250 ok',
    'user550@example.com is unknown',
    '',
  ])('is not invented for “%s”', (words) => {
    expect(smtpReplyCodeIn(words)).toBeNull();
  });
});
