/** Shorter words are in nearly every text, so that looking for them tells nothing. */
export const SHORTEST_WORD = 3;

const BUCKETS = 1 << 14;
const BITS = 32;

interface NumberedWord {
  readonly word: string;
  readonly number: number;
}

/** Finds which of many words a text contains, in one pass: words are kept by their first three characters. */
export class WordFinder {
  readonly #buckets = new Map<number, NumberedWord[]>();
  /** A bit for each bucket that holds words: few do, and so many bits stay in the processor's nearest cache. */
  readonly #filled = new Uint32Array(BUCKETS / BITS);
  readonly #numbers = new Map<string, number>();

  /** Adds a word of at least {@link SHORTEST_WORD} characters, in small letters, and gives its number. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    const at = bucketAt(word, 0);
    const bucket = this.#buckets.get(at) ?? [];
    this.#buckets.set(at, bucket);
    bucket.push({ word, number });
    this.#filled[Math.floor(at / BITS)] = (this.#filled[Math.floor(at / BITS)] ?? 0) | (1 << (at % BITS));
    return number;
  }

  /** The numbers of the words that the text contains. The text is in small letters. */
  find(text: string): ReadonlySet<number> {
    const found = new Set<number>();
    for (let position = 0; position <= text.length - SHORTEST_WORD; position += 1) {
      const at = bucketAt(text, position);
      if ((((this.#filled[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 0) continue;
      for (const { word, number } of this.#buckets.get(at) ?? []) {
        if (!found.has(number) && text.startsWith(word, position)) found.add(number);
      }
    }
    return found;
  }
}

function bucketAt(text: string, position: number): number {
  const mixed = text.charCodeAt(position) ^ (text.charCodeAt(position + 1) << 4) ^ (text.charCodeAt(position + 2) << 9);
  return mixed & (BUCKETS - 1);
}
