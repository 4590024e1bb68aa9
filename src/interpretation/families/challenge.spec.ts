import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (subject: string, text: string) =>
  interpret(Buffer.from(`From: ana@example.com\nSubject: ${subject}\n\n${text}`));

describe('a challenge', () => {
  it('asks the sender to prove to be a person', () => {
    const text = 'Please click on https://x.example/1 to have your address added to the recipient’s allowed list.';
    expect(read('Re: offer', text)).toMatchObject({ kind: 'challenge', recipients: [] });
  });

  it.each([
    [
      'Re: offer [suspect email]',
      'To be added to my list of approved senders, please fill out the form at https://x.example/1',
    ],
    [
      'Please confirm your message',
      'Your message is being held because the address has not been verified. Use your mailer\'s "Reply" feature.',
    ],
    [
      'Bitte bestätigen Sie Ihre E-Mail',
      'Ihre Nachricht wurde zurückgehalten. Bitte bestätigen Sie, dass Sie kein Spammer sind: https://x.example/1',
    ],
  ])('is read in the words of several guards: %s', (subject, text) => {
    expect(read(subject, text).kind).toBe('challenge');
  });

  it('is not what asks for the confirmation of an account', () => {
    const text = 'Click https://x.example/1 to confirm this email address.';
    expect(read('Please confirm your email address', text).kind).toBe('not-a-report');
  });

  it('is not an answer that merely confirms something', () => {
    expect(read('Re: offer', 'I confirm the meeting, see https://x.example/1').kind).toBe('not-a-report');
  });
});
