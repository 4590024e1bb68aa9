import type { Verdict } from '../../../events/index.js';

/** Most verdicts of a run are alike: of more kinds than this some are parsed again. */
const MAX_KINDS = 10_000;

/** Reads a verdict as it is stored. */
export type ParseVerdict = (text: string) => Verdict;

export const parseVerdict: ParseVerdict = (text) => JSON.parse(text) as Verdict;

/** Parses a flood of verdicts: those that are alike become one object. */
export function parseAlikeOnce(): ParseVerdict {
  const known = new Map<string, Verdict>();
  return (text) => {
    const verdict = known.get(text) ?? parseVerdict(text);
    if (known.size >= MAX_KINDS) known.clear();
    known.set(text, verdict);
    return verdict;
  };
}
