import { describe, expect, it } from 'vitest';
import { splitReturned } from './split-returned.js';

const header = 'Received: by a.example\nMessage-ID: <1@a.example>\nTo: b@c.example\n\nHello';

describe('a message returned in a report’s text', () => {
  it.each([
    '--- Below this line is a copy of the message.',
    '------ This is a copy of the message, including all the headers. ------',
    'Message headers follow.',
    '--- The header of the original message is following. ---',
    '   ----- Unsent message follows -----',
    '---- Original message ----',
  ])('begins after “%s”', (line) => {
    expect(splitReturned(`no such user\n${line}\n\n${header}`)).toEqual({ own: 'no such user', returned: header });
  });

  it('begins where a header begins, whatever stands before it', () => {
    expect(splitReturned(`届きません\n\n${header}`)).toEqual({ own: '届きません\n', returned: header });
  });

  it('loses the marks that quote it', () => {
    expect(splitReturned(`gone\n> ${header.replaceAll('\n', '\n> ')}`).returned).toBe(header);
  });

  it.each([
    'The original message was received at Thu, 29 Apr 2010',
    'Your message\n  To: a@b.example\n  Subject: x\n  Date: today\ndid not reach a@b.example',
    'The following addresses did NOT receive a copy of your message:\n> a@b.example',
  ])('does not begin in “%s”', (text) => {
    expect(splitReturned(text).returned).toBeNull();
  });
});
