import { RE2JS } from 're2js';
import { isTelling } from './word-finder.js';

/**
 * What a text in small letters must contain if a pattern occurs in it. Meeting it proves nothing: the pattern still
 * decides.
 */
export type Requirement = { readonly kind: 'nothing' } | TellingRequirement;

type TellingRequirement =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly TellingRequirement[] };

const NOTHING: Requirement = { kind: 'nothing' };

/**
 * Escapes whose letters are names or are taken literally, so that making the pattern's letters small would change it.
 */
const KEEPS_CASE = /\\[pPQx]|\(\?(?:P?<|\w*U)|\[\[:/u;

/**
 * Reads a pattern's required words (the idea of RE2's FilteredRE2: of hundreds of patterns only the few whose words
 * occur in a text need to be searched in it). re2js works them out for its own searches, but only for patterns with
 * regard to case, and keeps them in an undocumented field: whatever is not of the shape known here counts as "nothing
 * required", which costs time and never a match.
 */
export function requiredWords(pattern: string): Requirement {
  if (KEEPS_CASE.test(pattern)) return NOTHING;
  const small = pattern.replace(/\\.|[^\\]+/gsu, (piece) => (piece.startsWith('\\') ? piece : piece.toLowerCase()));
  try {
    const prefilter: unknown = RE2JS.compile(small, RE2JS.DOTALL).re2().prefilter;
    return requirement(prefilter);
  } catch {
    return NOTHING;
  }
}

/**
 * Words of which a text must contain at least one to meet the requirement, as few as do; none where nothing is
 * required.
 */
export function keyWords(requirement: Requirement): readonly string[] {
  switch (requirement.kind) {
    case 'nothing':
      return [];
    case 'word':
      return [requirement.word];
    case 'any':
      return requirement.of.flatMap(keyWords);
    case 'all':
      return requirement.of.map(keyWords).reduce((fewest, words) => (words.length < fewest.length ? words : fewest));
  }
}

const EXACT = 1;
const AND = 2;
const OR = 3;

function requirement(prefilter: unknown): Requirement {
  if (typeof prefilter !== 'object' || prefilter === null) return NOTHING;
  if (!('type' in prefilter && 'str' in prefilter && 'subs' in prefilter)) return NOTHING;
  const { type, str, subs } = prefilter;
  if (type === EXACT) return typeof str === 'string' && isTelling(str) ? { kind: 'word', word: str } : NOTHING;
  if ((type !== AND && type !== OR) || !Array.isArray(subs) || subs.length === 0) return NOTHING;
  const of = subs.map(requirement);
  const telling = of.filter((part) => part.kind !== 'nothing');
  if (telling.length === 0 || (type === OR && telling.length < of.length)) return NOTHING;
  return { kind: type === AND ? 'all' : 'any', of: telling };
}
