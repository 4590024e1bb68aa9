import { RE2JS } from 're2js';
import { PATTERN_FLAGS } from '../document/pattern.js';
import { keyWords, requiredWords, type Requirement } from './required-words.js';
import { WordFinder } from './word-finder.js';

/** A text to search, which of the patterns' words it contains, and which patterns have one of their words there. */
export interface SearchedText {
  readonly line: string;
  readonly words: ReadonlySet<number>;
  readonly candidates: ReadonlySet<number>;
}

type WordTest = (words: ReadonlySet<number>) => boolean;

/** The patterns of a ruleset, by number. Each is searched only in texts that contain the words it requires. */
export class TextPatterns {
  readonly #expressions: RE2JS[] = [];
  readonly #tests: WordTest[] = [];
  readonly #finder = new WordFinder();
  /** By a word's number: the patterns of which it is a key. Of hundreds of patterns a text holds a word of only a few. */
  readonly #byKey: number[][] = [];
  readonly #keyless: number[] = [];

  /** Adds a pattern that {@link checkPattern} found good, and gives its number. Before the first text. */
  add(pattern: string): number {
    const requirement = requiredWords(pattern);
    this.#tests.push(this.#wordTest(requirement));
    const number = this.#expressions.push(RE2JS.compile(pattern, PATTERN_FLAGS)) - 1;
    const keys = keyWords(requirement);
    if (keys.length === 0) this.#keyless.push(number);
    for (const key of keys) (this.#byKey[this.#finder.add(key)] ??= []).push(number);
    return number;
  }

  /** Makes a text, on one line, ready for any number of searches. */
  prepare(line: string): SearchedText {
    const words = this.#finder.find(line.toLowerCase());
    const candidates = new Set(this.#keyless);
    for (const word of words) {
      for (const pattern of this.#byKey[word] ?? []) candidates.add(pattern);
    }
    return { line, words, candidates };
  }

  /** The words of the text that the pattern matches, the leftmost; null where it does not occur. Linear in the text. */
  find(pattern: number, { line, words, candidates }: SearchedText): string | null {
    if (!candidates.has(pattern)) return null;
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
        return (words) => words.has(number);
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
