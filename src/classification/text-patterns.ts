import { RE2JS } from 're2js';
import { PATTERN_FLAGS } from './pattern.js';
import { requiredWords, type Requirement } from './required-words.js';

/** Characters of a text that are searched. Facts hold at most 1 kB of a diagnostic; the bound is for callers who give more. */
const SEARCHED_CHARACTERS = 8_192;

type WordTest = (text: SearchedText) => boolean;

/** The patterns of a ruleset, by number. */
export class TextPatterns {
  readonly #expressions: RE2JS[] = [];
  readonly #tests: WordTest[] = [];
  readonly #words: string[] = [];
  readonly #numberOfWord = new Map<string, number>();

  /** Adds a pattern that {@link checkPattern} found good, and gives its number. */
  add(pattern: string): number {
    this.#tests.push(this.#wordTest(requiredWords(pattern)));
    return this.#expressions.push(RE2JS.compile(pattern, PATTERN_FLAGS)) - 1;
  }

  /** A text to search, on one line. */
  text(line: string): SearchedText {
    return new SearchedText(line.slice(0, SEARCHED_CHARACTERS), this.#words);
  }

  /** The words of the text that the pattern matches, from the left; null where it does not occur. Linear in the text. */
  find(pattern: number, text: SearchedText): string | null {
    const expression = this.#expressions[pattern];
    if (expression === undefined || this.#tests[pattern]?.(text) !== true) return null;
    const matcher = expression.matcher(text.line);
    return matcher.find() ? matcher.group() : null;
  }

  #wordTest(requirement: Requirement): WordTest {
    switch (requirement.kind) {
      case 'nothing':
        return () => true;
      case 'word': {
        const word = this.#wordNumber(requirement.word);
        return (text) => text.contains(word);
      }
      case 'all': {
        const tests = requirement.of.map((part) => this.#wordTest(part));
        return (text) => tests.every((test) => test(text));
      }
      case 'any': {
        const tests = requirement.of.map((part) => this.#wordTest(part));
        return (text) => tests.some((test) => test(text));
      }
    }
  }

  #wordNumber(word: string): number {
    const known = this.#numberOfWord.get(word);
    if (known !== undefined) return known;
    const number = this.#words.push(word) - 1;
    this.#numberOfWord.set(word, number);
    return number;
  }
}

const PRESENT = 1;
const ABSENT = 2;

/** One text, and which of the ruleset's words it contains, each looked up at most once. */
export class SearchedText {
  readonly line: string;
  readonly #smallLetters: string;
  readonly #words: readonly string[];
  readonly #known: Uint8Array;

  constructor(line: string, words: readonly string[]) {
    this.line = line;
    this.#smallLetters = line.toLowerCase();
    this.#words = words;
    this.#known = new Uint8Array(words.length);
  }

  contains(word: number): boolean {
    const known = this.#known[word];
    if (known === PRESENT || known === ABSENT) return known === PRESENT;
    const present = this.#smallLetters.includes(this.#words[word] ?? '');
    this.#known[word] = present ? PRESENT : ABSENT;
    return present;
  }
}
