import { describe, expect, it } from 'vitest';
import { basisOf } from './basis.js';

describe('what a verdict rests on', () => {
  it.each(['5.1.1', '550', '550 5.1.1', '550-5.1.1'])('is a code alone where its rule matched "%s"', (matched) => {
    expect(basisOf({ matched })).toBe('code');
  });

  it.each(['User unknown', '550 5.1.1 no such user', 'S3150', '5.1.1 Adressat unbekannt', '收件人不存在'])(
    'is words where its rule matched "%s"',
    (matched) => {
      expect(basisOf({ matched })).toBe('words');
    },
  );
});
