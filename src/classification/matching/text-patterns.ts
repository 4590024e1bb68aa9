import type { RE2JS } from 're2js';
import { compiledPattern } from './compiled-pattern.js';
import { keyWords, type Requirement } from './required-words.js';
import type { SearchedLine } from './searched-text.js';
import { WordFinder } from './word-finder.js';

/**
 * A text to search, which of the patterns' words it contains, and which patterns of a group have one of their words
 * there.
 */
export interface SearchedText extends SearchedLine {
  readonly present: ReadonlySet<number>;
  readonly candidates: ReadonlyMap<number, readonly number[]>;
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
  readonly group: number;
  readonly expression: RE2JS;
  readonly readsNames: boolean;
  readonly test: WordTest;
}

const NONE: readonly never[] = [];

/**
 * The patterns of a ruleset, in groups of which any pattern will do. Each pattern is searched only in texts that
 * contain the words it requires.
 */
export class TextPatterns {
  readonly #patterns: TextPattern[] = [];
  readonly #finder = new WordFinder();
  /**
   * By a word's number: the patterns of which it is a key. Of hundreds of patterns a text holds a word of only a few.
   */
  readonly #byKey: number[][] = [];
  readonly #keyless: number[] = [];
  #groups = 0;

  /** Adds patterns that {@link checkPattern} found good as a group, and gives its number. Before the first text. */
  add(patterns: readonly string[]): number {
    const group = this.#groups++;
    for (const pattern of patterns) this.#addTo(group, pattern);
    return group;
  }

  #addTo(group: number, pattern: string): void {
    const { expression, requirement } = compiledPattern(pattern);
    const test = this.#wordTest(requirement);
    const number = this.#patterns.push({ group, expression, readsNames: READS_NAMES.test(pattern), test }) - 1;
    const keys = keyWords(requirement);
    if (keys.length === 0) this.#keyless.push(number);
    for (const key of keys) (this.#byKey[this.#finder.add(key)] ??= []).push(number);
  }

  /** Makes a text ready for any number of searches. */
  prepare(line: SearchedLine): SearchedText {
    const present = this.#finder.find(line.words.toLowerCase());
    const candidates = new Map<number, number[]>();
    for (const pattern of this.#keyless) this.#addCandidate(candidates, pattern);
    for (const word of present) {
      for (const pattern of this.#byKey[word] ?? NONE) this.#addCandidate(candidates, pattern);
    }
    return { shown: line.shown, words: line.words, masked: line.masked, present, candidates };
  }

  #addCandidate(candidates: Map<number, number[]>, pattern: number): void {
    const group = this.#patterns[pattern]?.group ?? 0;
    const known = candidates.get(group);
    if (known === undefined) candidates.set(group, [pattern]);
    else if (!known.includes(pattern)) known.push(pattern);
  }

  /**
   * Where the patterns of a group occur in a text, in their order and each from the left, no more often than `limit`
   * each. Words inside addresses and URLs do not count, unless the pattern itself looks for such. Linear in the text.
   */
  *find(group: number, text: SearchedText, limit = 1): Generator<Occurrence, undefined> {
    const candidates = text.candidates.get(group);
    if (candidates === undefined) return undefined;
    for (const number of candidates.length > 1 ? candidates.toSorted((a, b) => a - b) : candidates) {
      const pattern = this.#patterns[number];
      if (pattern?.test(text.present) === true) yield* occurrences(pattern, text, limit);
    }
    return undefined;
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

function* occurrences(
  { expression, readsNames }: TextPattern,
  text: SearchedText,
  limit: number,
): Generator<Occurrence> {
  const line = readsNames ? text.words : text.masked;
  // Whether a pattern occurs is much cheaper to say than where.
  if (!expression.test(line)) return;
  const matcher = expression.matcher(line);
  for (let count = 0; count < limit && matcher.find(); count += 1) yield { start: matcher.start(), end: matcher.end() };
}
