import { expect, it } from 'vitest';
import { encodeJson } from './encode-json.js';

it('JSON holds nothing that acts on a terminal or reorders text, and parses to the same value', () => {
  const texts = [
    '\u001b[2J',
    '\u009b31m',
    '\u007f',
    '\u202Egnp.exe',
    '\u2066x\u2069',
    '\u200bzero',
    '\u2028',
    '\u{E0041}',
  ];
  for (const text of texts) {
    const json = encodeJson({ text, [text]: [text] });
    expect(json).toMatch(/^[ -~]*$/);
    expect(JSON.parse(json)).toEqual({ text, [text]: [text] });
  }
  expect(encodeJson('größer, 不明')).toBe('"größer, 不明"');
});
