import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedDigest } from './keyed-digest.js';

describe('KeyedDigest', () => {
  it.each([
    ['0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      Buffer.from('Jefe').toString('hex'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('agrees with the vectors of RFC 4231 (key %s)', (key, text, digest) => {
    expect(new KeyedDigest(Buffer.from(key, 'hex')).of(text)).toBe(digest);
  });

  it('agrees with createHmac on any texts under any key, one after the other', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary', minLength: 1_000, maxLength: 3_000 }),
    );
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(anyText), (key, texts) => {
      const digest = new KeyedDigest(Buffer.from(key));
      for (const text of texts) expect(digest.of(text)).toBe(createHmac('sha256', key).update(text).digest('hex'));
    });
    fc.assert(property);
  });

  it('takes letters that are half of a pair for what createHmac takes them for', () => {
    const key = Buffer.alloc(32, 1);
    expect(new KeyedDigest(key).of('a\ud800b')).toBe(createHmac('sha256', key).update('a\ud800b').digest('hex'));
  });
});
