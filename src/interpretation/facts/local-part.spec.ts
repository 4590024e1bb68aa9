import { describe, expect, it } from 'vitest';
import { localPartAtEnd } from './local-part.js';

describe('the local part that a text ends with', () => {
  it.each([
    ['to ana', 'ana'],
    ['ana.b+c=d', 'ana.b+c=d'],
    ['rcpt:<ana', 'ana'],
    ['<odd;but(bracketed)', 'odd;but(bracketed)'],
    ['<a name> (ana', 'ana'],
    ['to "ana bo"', '"ana bo"'],
    ['"', ''],
    ['to ""', ''],
    [`"${'x'.repeat(65)}"`, ''],
    ['jörg', 'jörg'],
    ['宛先はana', 'ana'],
    ['𠮷ana', 'ana'],
    ['😀ana', '😀ana'],
    ['no ', ''],
    ['', ''],
  ])('of “%s” is “%s”', (text, localPart) => {
    expect(localPartAtEnd(text)).toBe(localPart);
  });
});
