import { foldWords } from './fold-words.js';

/** So many characters may stand between the pieces of a phrase, */
const GAP = 60;
/** and so many are left of a word that continues. */
const WORD_END = 24;
const BUCKETS = 1 << 14;

/** Letters and digits of scripts that put blanks between words: there a phrase is whole words. */
const JOINING = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Nd}]/u;

interface Piece {
  readonly text: string;
  /** Whether the piece's last word may go on. */
  readonly isOpen: boolean;
  /** So many characters may stand before it. */
  readonly gap: number;
}

/**
 * Finds phrases in folded texts, in one pass: they are kept by the characters that they begin with. `word*` continues
 * with any letters, ` … ` stands for up to 60 characters.
 */
export class PhraseFinder {
  readonly #buckets = new Map<number, (readonly [Piece, ...Piece[]])[]>();
  /** 1 for each bucket that holds phrases. */
  readonly #filled = new Uint8Array(BUCKETS);

  constructor(phrases: readonly string[]) {
    for (const phrase of phrases) {
      const [first, ...others] = phrase.split('…').flatMap(piecesOf);
      if (first === undefined || first.text.length < 2) continue;
      const key = first.text.length === 2 ? shortKeyAt(first.text, 0) : keyAt(first.text, 0);
      const bucket = this.#buckets.get(key) ?? [];
      this.#buckets.set(key, bucket);
      bucket.push([first, ...others]);
      this.#filled[key] = 1;
    }
  }

  /**
   * @param text - folded, see {@link foldWords}
   * @param beginnings - where phrases may begin in it; once known, they serve every finder
   */
  occursIn(text: string, beginnings: readonly number[] = beginningsIn(text)): boolean {
    return beginnings.some((at) => this.endAt(text, at) !== null);
  }

  /** Where the longest phrase that begins at the place ends; null where none does. */
  endAt(text: string, at: number): number | null {
    const end = this.#endOfOne(keyAt(text, at), text, at);
    const shortEnd = this.#endOfOne(shortKeyAt(text, at), text, at);
    return end === null || shortEnd === null ? (end ?? shortEnd) : Math.max(end, shortEnd);
  }

  /** Where the longest phrase of a bucket ends. */
  #endOfOne(key: number, text: string, at: number): number | null {
    if (this.#filled[key] !== 1) return null;
    let longest: number | null = null;
    for (const [first, ...others] of this.#buckets.get(key) ?? []) {
      if (!text.startsWith(first.text, at) || joins(text, at)) continue;
      let end: number | null = endOf(text, first, at);
      for (const piece of others) end = end === null ? null : endWithin(text, piece, end);
      if (end !== null && (longest === null || end > longest)) longest = end;
    }
    return longest;
  }
}

/**
 * Where phrases may begin in a folded text: nearly all places are inside words of ASCII letters, and there none does.
 */
export function beginningsIn(text: string): number[] {
  const beginnings: number[] = [];
  let wasLetter = false;
  for (let at = 0; at < text.length - 1; at += 1) {
    const isLetter = isAsciiLetter(text.charCodeAt(at));
    if (!(wasLetter && isLetter)) beginnings.push(at);
    wasLetter = isLetter;
  }
  return beginnings;
}

/** A part of a phrase, split behind its words that go on. */
function piecesOf(part: string): Piece[] {
  return foldWords(part)
    .split(/(?<=\*) /u)
    .map((source, index) => {
      const isOpen = source.endsWith('*');
      return { text: isOpen ? source.slice(0, -1) : source, isOpen, gap: index === 0 ? GAP : WORD_END };
    });
}

function endWithin(text: string, piece: Piece, from: number): number | null {
  const window = text.slice(from, from + piece.gap + piece.text.length);
  for (let at = window.indexOf(piece.text); at >= 0; at = window.indexOf(piece.text, at + 1)) {
    const end = joins(text, from + at) ? null : endOf(text, piece, from + at);
    if (end !== null) return end;
  }
  return null;
}

/** The end of a piece that begins at the place; null where its last word continues and may not. */
function endOf(text: string, { text: { length }, isOpen }: Piece, at: number): number | null {
  return isOpen || !joins(text, at + length) ? at + length : null;
}

/** Whether one word spans the place. */
function joins(text: string, at: number): boolean {
  return at > 0 && JOINING.test(text.charAt(at - 1)) && JOINING.test(text.charAt(at));
}

function isAsciiLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** By three characters: nearly all texts have places that two would take for the beginning of a phrase. */
function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 4) ^ (text.charCodeAt(at + 2) << 8)) & (BUCKETS - 1);
}

/** Of phrases that begin with a piece of two characters. */
function shortKeyAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 6)) & (BUCKETS - 1);
}
