import { RE2JS } from 're2js';
import { PATTERN_FLAGS } from './pattern.js';
import { requiredWords, type Requirement } from './required-words.js';
import { WordFinder } from './word-finder.js';

/** A text to search, and which of the patterns' words it contains. */
export interface SearchedText {
  readonly line: string;
  readonly words: Uint8Array;
}

type WordTest = (words: Uint8Array) => boolean;

/** The patterns of a ruleset, by number. Each is searched only in texts that contain the words it requires. */
export class TextPatterns {
  readonly #expressions: RE2JS[] = [];
  readonly #tests: WordTest[] = [];
  readonly #finder = new WordFinder();

  /** Adds a pattern that {@link checkPattern} found good, and gives its number. Before the first text. */
  add(pattern: string): number {
    this.#tests.push(this.#wordTest(requiredWords(pattern)));
    return this.#expressions.push(RE2JS.compile(pattern, PATTERN_FLAGS)) - 1;
  }

  /** Makes a text, on one line, ready for any number of searches. */
  prepare(line: string): SearchedText {
    return { line, words: this.#finder.find(line.toLowerCase()) };
  }

  /** The words of the text that the pattern matches, the leftmost; null where it does not occur. Linear in the text. */
  find(pattern: number, { line, words }: SearchedText): string | null {
    if (this.#tests[pattern]?.(words) !== true) return null;
    const expression = this.#expressions[pattern];
    // Whether it occurs is much cheaper to say than where.
    if (expression?.test(line) !== true) return null;
    const matcher = expression.matcher(line);
    return matcher.find() ? matcher.group() : null;
  }

  #wordTest(requirement: Requirement): WordTest {
    switch (requirement.kind) {
      case 'nothing':
        return () => true;
      case 'word': {
        const number = this.#finder.add(requirement.word);
        return (words) => words[number] === 1;
      }
      case 'all': {
        const tests = requirement.of.map((part) => this.#wordTest(part));
        return (words) => tests.every((test) => test(words));
      }
      case 'any': {
        const tests = requirement.of.map((part) => this.#wordTest(part));
        return (words) => tests.some((test) => test(words));
      }
    }
  }
}
