/**
 * Whether a text rarely contains the word, so that looking for it tells something: three letters, or two where the
 * script has other letters than ASCII's.
 */
export function isTelling(word: string): boolean {
  return word.length >= (word.charCodeAt(0) > LAST_ASCII ? SHORTEST_WORD : SHORTEST_ASCII_WORD);
}

const LAST_ASCII = 0x7f;
const SHORTEST_WORD = 2;
const SHORTEST_ASCII_WORD = 3;

const BUCKETS = 1 << 14;

interface NumberedWord {
  readonly word: string;
  readonly number: number;
}

/** Finds which of many words a text contains, in one pass: words are kept by their first characters. */
export class WordFinder {
  readonly #buckets = new Map<number, NumberedWord[]>();
  /** 1 for each bucket that holds words. Few do, and so many bytes stay in the processor's nearest cache. */
  readonly #filled = new Uint8Array(BUCKETS);
  readonly #numbers = new Map<string, number>();

  /** Adds a word that {@link isTelling}, in small letters, and gives its number. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    const at = bucketAt(word, 0);
    const bucket = this.#buckets.get(at) ?? [];
    this.#buckets.set(at, bucket);
    bucket.push({ word, number });
    this.#filled[at] = 1;
    return number;
  }

  /** The numbers of the words that the text contains. The text is in small letters. */
  find(text: string): ReadonlySet<number> {
    const found = new Set<number>();
    for (let position = 0; position <= text.length - SHORTEST_WORD; position += 1) {
      const at = bucketAt(text, position);
      if (this.#filled[at] !== 1) continue;
      for (const { word, number } of this.#buckets.get(at) ?? []) {
        if (!found.has(number) && text.startsWith(word, position)) found.add(number);
      }
    }
    return found;
  }
}

/** By as many characters as the shortest word has that begins there. */
function bucketAt(text: string, position: number): number {
  const first = text.charCodeAt(position);
  const mixed = first ^ (text.charCodeAt(position + 1) << 4);
  return (first > LAST_ASCII ? mixed : mixed ^ (text.charCodeAt(position + 2) << 9)) & (BUCKETS - 1);
}
