/** Shorter words are in nearly every text, so that looking for them tells nothing. */
export const SHORTEST_WORD = 3;

const BUCKETS = 1 << 14;

interface NumberedWord {
  readonly word: string;
  readonly number: number;
}

/** Finds which of many words a text contains, in one pass: words are kept by their first three characters. */
export class WordFinder {
  readonly #buckets = new Array<NumberedWord[] | undefined>(BUCKETS).fill(undefined);
  readonly #numbers = new Map<string, number>();

  /** Adds a word of at least {@link SHORTEST_WORD} characters, in small letters, and gives its number. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    (this.#buckets[bucketAt(word, 0)] ??= []).push({ word, number });
    return number;
  }

  /** 1 for each word, by its number, that the text contains; 0 for the others. The text is in small letters. */
  find(text: string): Uint8Array {
    const found = new Uint8Array(this.#numbers.size);
    for (let position = 0; position <= text.length - SHORTEST_WORD; position += 1) {
      const bucket = this.#buckets[bucketAt(text, position)];
      if (bucket === undefined) continue;
      for (const { word, number } of bucket) {
        if (found[number] === 0 && text.startsWith(word, position)) found[number] = 1;
      }
    }
    return found;
  }
}

function bucketAt(text: string, position: number): number {
  const mixed = text.charCodeAt(position) ^ (text.charCodeAt(position + 1) << 4) ^ (text.charCodeAt(position + 2) << 9);
  return mixed & (BUCKETS - 1);
}
