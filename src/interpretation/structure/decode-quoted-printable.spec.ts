import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeQuotedPrintable } from './decode-quoted-printable.js';

const decode = (text: string): string => decodeQuotedPrintable(Buffer.from(text, 'latin1')).toString('latin1');

describe('quoted-printable', () => {
  it.each([
    ['plain text', 'plain text'],
    ['caf=C3=A9', 'caf\xc3\xa9'],
    ['lower=c3=a9', 'lower\xc3\xa9'],
    ['one =\r\nline', 'one line'],
    ['one =  \nline', 'one line'],
    ['cut off=', 'cut off'],
    ['white \t \r\nspace  ', 'white\r\nspace'],
    ['kept=20\r\n', 'kept \r\n'],
    ['a=zz b=4', 'a=zz b=4'],
    ['bare = sign', 'bare = sign'],
    ['8-bit \xe9', '8-bit \xe9'],
    ['', ''],
  ])('%j is %j', (encoded, decoded) => {
    expect(decode(encoded)).toBe(decoded);
  });

  it('gives back any bytes that were escaped', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = [...bytes].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('=\r\n');
        expect([...decodeQuotedPrintable(Buffer.from(encoded))]).toEqual([...bytes]);
      }),
    );
  });
});
