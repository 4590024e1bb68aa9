import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (subject: string, text: string) =>
  interpret(Buffer.from(`From: ana@example.com\nSubject: ${subject}\n\n${text}`));

describe('a challenge', () => {
  it('asks the sender to prove to be a person', async () => {
    const text = 'Please click on https://x.example/1 to have your address added to the recipient’s allowed list.';
    expect(await read('Re: offer', text)).toMatchObject({ kind: 'challenge', recipients: [] });
  });

  it('is not an answer that merely confirms something', async () => {
    expect((await read('Re: offer', 'I confirm the meeting, see https://x.example/1')).kind).toBe('not-a-report');
  });
});
