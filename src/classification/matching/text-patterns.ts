import { RE2JS } from 're2js';
import { PATTERN_FLAGS } from '../document/pattern.js';
import { keyWords, requiredWords, type Requirement } from './required-words.js';
import type { SearchedLine } from './searched-text.js';
import { WordFinder } from './word-finder.js';

/** A text to search, which of the patterns' words it contains, and which patterns have one of their words there. */
export interface SearchedText extends SearchedLine {
  readonly present: ReadonlySet<number>;
  readonly candidates: ReadonlySet<number>;
}

/** Where a pattern occurs: `shown.slice(start, end)`. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

type WordTest = (words: ReadonlySet<number>) => boolean;

/** Patterns that look into names: with a dot that is one, a slash, an at sign, or a parameter of a URL. */
const READS_NAMES = /\\\.[\w(]|[/@]|\[\?&\]|\w=\w/u;

interface TextPattern {
  readonly expression: RE2JS;
  readonly readsNames: boolean;
  readonly test: WordTest;
}

/** The patterns of a ruleset, by number. Each is searched only in texts that contain the words it requires. */
export class TextPatterns {
  readonly #patterns: TextPattern[] = [];
  readonly #finder = new WordFinder();
  /** By a word's number: the patterns of which it is a key. Of hundreds of patterns a text holds a word of only a few. */
  readonly #byKey: number[][] = [];
  readonly #keyless: number[] = [];

  /** Adds a pattern that {@link checkPattern} found good, and gives its number. Before the first text. */
  add(pattern: string): number {
    const requirement = requiredWords(pattern);
    const expression = RE2JS.compile(pattern, PATTERN_FLAGS);
    const test = this.#wordTest(requirement);
    const number = this.#patterns.push({ expression, readsNames: READS_NAMES.test(pattern), test }) - 1;
    const keys = keyWords(requirement);
    if (keys.length === 0) this.#keyless.push(number);
    for (const key of keys) (this.#byKey[this.#finder.add(key)] ??= []).push(number);
    return number;
  }

  /** Makes a text ready for any number of searches. */
  prepare(line: SearchedLine): SearchedText {
    const present = this.#finder.find(line.words.toLowerCase());
    const candidates = new Set(this.#keyless);
    for (const word of present) {
      for (const pattern of this.#byKey[word] ?? []) candidates.add(pattern);
    }
    return { ...line, present, candidates };
  }

  /**
   * Where a pattern occurs in a text, from the left, no more often than `limit`; empty where it does not. Words inside addresses
   * and URLs are none, unless the pattern itself looks for such. Linear in the text.
   */
  find(pattern: number, { words, masked, present, candidates }: SearchedText, limit = 1): readonly Occurrence[] {
    const known = this.#patterns[pattern];
    if (known === undefined || !candidates.has(pattern) || !known.test(present)) return [];
    const line = known.readsNames ? words : masked;
    // Whether it occurs is much cheaper to say than where.
    if (!known.expression.test(line)) return [];
    const matcher = known.expression.matcher(line);
    const found: Occurrence[] = [];
    while (found.length < limit && matcher.find()) found.push({ start: matcher.start(), end: matcher.end() });
    return found;
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
