import { onOneLine } from './diagnostic-text.js';

const ADDRESS = /<?[^\s<>()[\],;:"'@]{1,128}@[^\s<>()[\],;:"'@]{1,255}>?/gu;
/** Only in small letters: `RESOLVER.ADR.RecipNotFound` is not a host. */
const DOMAIN = /(?:[a-z0-9_-]{1,63}\.)+[a-z]{2,24}\b/gu;
const WORD = /[\p{L}\p{N}_=+-]+/gu;
const DIGIT = /\p{N}/u;
/** What is left of numbers that stand together: versions, IP addresses, reply and status codes, dates. */
const NUMBERS = /#(?:[ .:/,]{0,2}#)+/gu;

/**
 * What texts of one wording have in common, so that they count as one: on one line, in small letters, mail addresses
 * and domains as `*`, words with digits in them (numbers, codes, ids) as `#`: `550 5.7.1 <ana@example.com>: no, see
 * x8Yk2` → `# *: no, see #`.
 */
export function textForm(text: string): string {
  return onOneLine(text)
    .replace(ADDRESS, '*')
    .replace(DOMAIN, '*')
    .replace(WORD, (word) => (DIGIT.test(word) ? '#' : word.toLowerCase()))
    .replace(NUMBERS, '#');
}
