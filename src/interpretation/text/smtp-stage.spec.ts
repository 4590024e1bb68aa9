import { describe, expect, it } from 'vitest';
import { smtpStageIn } from './smtp-stage.js';

describe('the command that a refusal answers', () => {
  it.each([
    [
      'host mx.example[192.0.2.1] said: 550 no (in reply to\n    end of DATA command)',
      '(in reply to end of DATA command)',
    ],
    ['550 no (in reply to RCPT TO command)', '(in reply to RCPT TO command)'],
    ['SMTP error from remote mail server after end of data:\n550 no', 'after end of data'],
    ['SMTP error from remote mail server after pipelined end of data: 550 no', 'after pipelined end of data'],
    ['550 no', null],
    ['we replied after lunch', null],
  ])('of %j is %j', (words, stage) => {
    expect(smtpStageIn(words)).toBe(stage);
  });
});
