import { capText } from '../../events/index.js';

/** Bytes of UTF-8 that any text among the facts may have: the whole text is in the evidence. */
export const MAX_FACT_BYTES = 1000;

/** White space folded to single spaces, cut at a character boundary; null where nothing is left. */
export function factText(text: string | null, maxBytes = MAX_FACT_BYTES): string | null {
  if (text === null) return null;
  // What is beyond this can not be within maxBytes of a text that is mostly white space and readable.
  const folded = text
    .slice(0, 16 * maxBytes)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return folded === '' ? null : capText(folded, maxBytes).trimEnd();
}
