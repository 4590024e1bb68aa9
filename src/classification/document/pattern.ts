import { RE2JSException, type RE2JS } from 're2js';
import { compiledPattern } from '../matching/compiled-pattern.js';
import { RULESET_LIMITS } from '../ruleset.js';

export type PatternCheck =
  { readonly ok: true; readonly instructions: number } | { readonly ok: false; readonly message: string };

/**
 * Whether a pattern can be searched in linear time, and what to tell its author if not. RE2 has no look-around and no
 * back-references, because they cannot be matched in linear time (https://github.com/google/re2/wiki/Syntax).
 */
export function checkPattern(pattern: string): PatternCheck {
  let expression: RE2JS;
  try {
    ({ expression } = compiledPattern(pattern));
  } catch (error) {
    return { ok: false, message: refusal(pattern, error) };
  }
  const instructions = expression.programSize();
  if (instructions > RULESET_LIMITS.patternInstructions) {
    return { ok: false, message: 'is too large: its repeats multiply' };
  }
  if (expression.test('')) {
    return { ok: false, message: 'matches every text: it needs at least one character that must be there' };
  }
  return { ok: true, instructions };
}

const LOOK_AROUND = /\(\?<?[=!]/u;
const BACK_REFERENCE = /\\(?:[1-9]|k[<{'])|\(\?P=/u;

function refusal(pattern: string, error: unknown): string {
  if (LOOK_AROUND.test(pattern)) return 'uses look-around, which RE2 refuses: it cannot be searched in linear time';
  if (BACK_REFERENCE.test(pattern)) {
    return 'uses a back-reference, which RE2 refuses: it cannot be searched in linear time';
  }
  const reason = error instanceof RE2JSException ? error.message.slice(0, 200) : 'it cannot be compiled';
  return `is not a valid RE2 pattern: ${reason}`;
}
