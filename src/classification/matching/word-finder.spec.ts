import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTelling, WordFinder } from './word-finder.js';

describe('the word finder', () => {
  it('finds exactly the words that the text contains', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '不'), minLength: 2, maxLength: 6 })
      .filter(isTelling);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '不', ' '), maxLength: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(word), text, (words, line) => {
        const finder = new WordFinder();
        const numbers = words.map((added) => finder.add(added));
        const found = finder.find(line);
        expect(numbers.map((number) => found.has(number))).toEqual(words.map((added) => line.includes(added)));
      }),
    );
  });

  it('gives a word that is added again the same number', () => {
    const finder = new WordFinder();
    expect([finder.add('quota'), finder.add('full'), finder.add('quota')]).toEqual([0, 1, 0]);
  });
});
