import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BodyReader } from './body-reader.js';

const MAX_BYTES = 1024 * 1024;

/** The body as a server writes it, by the words of RFC 1939, section 3. */
function stuffed(body: string): Buffer {
  const lines = body.split('\r\n').map((line) => (line.startsWith('.') ? `.${line}` : line));
  return Buffer.from(`${lines.join('\r\n')}.\r\n`, 'latin1');
}

function read(chunks: readonly Buffer[], maxBytes = MAX_BYTES, expectedBytes?: number) {
  const reader = new BodyReader(expectedBytes, maxBytes);
  for (const [index, chunk] of chunks.entries()) {
    const rest = reader.push(chunk);
    if (rest !== null) {
      const after = Buffer.concat([rest, ...chunks.slice(index + 1)]);
      return { body: reader.finish()?.toString('latin1') ?? null, after: after.toString('latin1') };
    }
  }
  return null;
}

const BODIES = {
  'an empty mail': '',
  'a line': 'a\r\n',
  dots: '.\r\n..\r\n...\r\n.a\r\n',
  'an empty line first': '\r\n\r\na\r\n',
  'a dot after a lone CR or LF': 'a\n.\r\nb\r.\r\n\r\r\n.\r\r\n',
  'NUL and 8-bit bytes': '\0\xff\x80.\0\r\n',
} as const;

describe('the body of a multi-line reply', () => {
  describe.each(Object.entries(BODIES))('of %s', (_name, body) => {
    it('comes out byte by byte, wherever two cuts fall, and leaves what follows', () => {
      const bytes = Buffer.concat([stuffed(body), Buffer.from('+OK next')]);
      for (let first = 0; first <= bytes.length; first++) {
        for (let second = first; second <= bytes.length; second++) {
          const chunks = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
          expect(read(chunks), `cut at ${first} and ${second}`).toEqual({ body, after: '+OK next' });
        }
      }
    });
  });

  it('comes out of single bytes', () => {
    const body = Object.values(BODIES).join('');
    expect(read([...stuffed(body)].map((byte) => Buffer.from([byte])))).toEqual({ body, after: '' });
  });

  it('comes out of any chunks, whatever size was announced', () => {
    const piece = fc.constantFrom('\r\n', '\r', '\n', '.', '\r\n.', 'a', '\0', '\xe9', 'some words');
    const body = fc
      .array(piece, { maxLength: 60 })
      .map((pieces) => (pieces.length === 0 ? '' : `${pieces.join('')}\r\n`));
    fc.assert(
      fc.property(body, fc.array(fc.nat(40)), fc.nat(1000), (text, cuts, announced) => {
        const chunks: Buffer[] = [];
        let rest = stuffed(text);
        for (const cut of cuts) {
          chunks.push(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        expect(read([...chunks, rest], MAX_BYTES, announced)).toEqual({ body: text, after: '' });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([1, 5_000_000, undefined])('comes out whole when it is large and %s bytes were announced', (announced) => {
    const body = Array.from({ length: 60_000 }, (_, line) => `line ${line} of a large mail, `.repeat(2)).join('\r\n');
    const bytes = stuffed(`${body}\r\n`);
    const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    );
    expect(read(chunks, 64 * MAX_BYTES, announced)).toEqual({ body: `${body}\r\n`, after: '' });
  });

  it('is dropped, but read to its end, when it is too large', () => {
    const body = `${'x'.repeat(2_000)}\r\n`;
    expect(read([stuffed(body), Buffer.from('+OK')], 2_001)).toEqual({ body: null, after: '+OK' });
    expect(read([stuffed(body), Buffer.from('+OK')], 2_002)).toEqual({ body, after: '+OK' });
  });

  it('does not keep the memory that a wrong size made it take', () => {
    const reader = new BodyReader(MAX_BYTES, MAX_BYTES);
    reader.push(stuffed('small\r\n'));
    expect(reader.finish()?.buffer.byteLength).toBeLessThan(MAX_BYTES);
  });

  it('is no end when the dot does not stand alone on its line', () => {
    expect(read([Buffer.from('a\r\n.b\r\n.\r')])).toBeNull();
  });
});
