import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const answer = (subject: string, ...words: string[]) =>
  interpret(
    Buffer.from(
      [
        'From: cats-admin@lists.example',
        `Subject: ${subject}`,
        'References: <s9@news.example>',
        'X-MLServer: fml [fml 4.0.3]',
        '',
        ...words,
      ].join('\r\n'),
    ),
  );

describe('an answer of fml', () => {
  it.each([
    ['You ana@example.com are not member (cats ML)', 'You are not a member of this mailing list <cats@lists.example>.'],
    ['Loop Alert: Duplicated Message-ID (cats ML)', 'Duplicated Message-ID in <cats@lists.example>.'],
  ])('is a bounce of the list: %s', (subject, words) => {
    const read = answer(subject, words, '', 'Please mail to', '', '\tcats-ctl@lists.example');
    expect(read).toMatchObject({ kind: 'bounce', family: 'fml', originalMessageId: '<s9@news.example>' });
    expect(read.recipients).toMatchObject([{ recipient: 'cats@lists.example', diagnostic: words }]);
  });

  it('to a command is no report', () => {
    const read = answer('fml Command Status report (cats ML)', 'Welcome to <cats@lists.example>.');
    expect(read.kind).toBe('not-a-report');
  });
});
