import type { Verdict } from '../events/index.js';

/** An enhanced status code or a reply code, or both: `5.1.1`, `550`, `550 5.1.1`. */
const CODES = /^[\d.\s-]+$/;

/**
 * What a verdict rests on: on words that somebody chose for this case, or on a code alone, which many servers give for
 * anything.
 */
export function basisOf({ matched }: Pick<Verdict, 'matched'>): 'words' | 'code' {
  return matched !== null && CODES.test(matched) ? 'code' : 'words';
}
