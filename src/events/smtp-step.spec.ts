import { describe, expect, it } from 'vitest';
import { smtpStepIn } from './smtp-step.js';

describe('the SMTP step that was refused', () => {
  it.each([
    ['550 no (in reply to MAIL FROM command)', 'mail-from'],
    ['550 no (in reply to end of DATA command)', 'data'],
    ['SMTP error from remote mail server after RCPT TO:<ana@example.com>: 550 no', 'rcpt-to'],
    ['SMTP error from remote server for RCPT TO command, host: mx.example.com', 'rcpt-to'],
    ['SMTP error from remote mail server after end of data: 554 no', 'data'],
    ['SMTP error from remote mail server after initial connection: 554 no', 'connect'],
    ['host mx.example.com refused to talk to me: 554 no', 'connect'],
    ['>>> DATA\n<<< 554 no', 'data'],
    ['192.0.2.1 does not like recipient. Remote host said: 550 no', 'rcpt-to'],
    ['192.0.2.1 failed after I sent the message. Remote host said: 554 no', 'data'],
    ['Connected to 192.0.2.1 but sender was rejected. Remote host said: 550 no', 'mail-from'],
    ['Connected to 192.0.2.1 but greeting failed. Remote host said: 421 no', 'connect'],
    ['550 no [RCPT_TO]', 'rcpt-to'],
    ['did not like our RCPT TO: 550 no', 'rcpt-to'],
  ])('is read from: %s', (words, step) => {
    expect(smtpStepIn(words)).toBe(step);
  });

  it.each(['550 5.1.1 no such user', 'the sender of the data did not connect', ''])('is not read from: %s', (words) => {
    expect(smtpStepIn(words)).toBeNull();
  });
});
