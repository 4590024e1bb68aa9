import { describe, expect, it } from 'vitest';
import { capText } from './cap-text.js';

describe('capping a text', () => {
  it('leaves one alone that has as many bytes as it may have', () => {
    expect(capText('abc', 3)).toBe('abc');
    expect(capText('éé', 4)).toBe('éé');
  });

  it('cuts at a character boundary', () => {
    expect(capText('abcd', 3)).toBe('abc');
    expect(capText('aé', 2)).toBe('a');
    expect(capText('a\u{1F600}b', 4)).toBe('a');
    expect(capText('a\u{1F600}b', 5)).toBe('a\u{1F600}');
  });

  it('leaves nothing of a character that does not fit', () => {
    expect(capText('é', 1)).toBe('');
    expect(capText('abc', 0)).toBe('');
  });
});
