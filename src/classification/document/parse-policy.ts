import { isScalar } from 'yaml';
import { REASONS, type Reason } from '../../events/index.js';
import { at, type DocumentReader, type NumberBounds } from './document-reader.js';
import { COMPLAINT_EFFECTS, GUESS_EFFECTS, UNVERIFIED_EFFECTS, type Policy } from '../policy.js';

const WORDS = [
  'softErrorThreshold',
  'significantGapHours',
  'clearAfterDays',
  'clearAfterDaysByReason',
  'complaint',
  'unverified',
  'guesses',
  'believeDatesForDays',
  'ignoreBouncesAfterDays',
] as const;

type Count = 'softErrorThreshold' | 'significantGapHours' | 'clearAfterDays' | 'believeDatesForDays';
type Choice = 'complaint' | 'unverified' | 'guesses';

const THRESHOLD: NumberBounds = { minimum: 1, maximum: 1_000 };
const HOURS: NumberBounds = { minimum: 0, maximum: 24 * 365 };
const DAYS: NumberBounds = { minimum: 1, maximum: 3_650 };
const DAYS_FROM_NONE: NumberBounds = { minimum: 0, maximum: 3_650 };

/** Reads the `policy` part. What it leaves out is that of the layer below; what is wrong is reported. */
export function parsePolicy(reader: DocumentReader, node: unknown, path: string, below: Policy): Policy {
  const fields = reader.fields(node, path, WORDS);
  if (fields === null) return below;

  const count = (word: Count, bounds: NumberBounds): number =>
    (fields[word] === undefined ? null : reader.wholeNumber(fields[word], at(path, word), bounds)) ?? below[word];
  const choice = <Word extends Choice>(word: Word, words: readonly Policy[Word][]): Policy[Word] =>
    (fields[word] === undefined ? null : reader.word(fields[word], at(path, word), words)) ?? below[word];

  return {
    softErrorThreshold: count('softErrorThreshold', THRESHOLD),
    significantGapHours: count('significantGapHours', HOURS),
    clearAfterDays: count('clearAfterDays', DAYS),
    clearAfterDaysByReason:
      fields.clearAfterDaysByReason === undefined
        ? below.clearAfterDaysByReason
        : daysByReason(reader, fields.clearAfterDaysByReason, at(path, 'clearAfterDaysByReason')),
    complaint: choice('complaint', COMPLAINT_EFFECTS),
    unverified: choice('unverified', UNVERIFIED_EFFECTS),
    guesses: choice('guesses', GUESS_EFFECTS),
    believeDatesForDays: count('believeDatesForDays', DAYS_FROM_NONE),
    ignoreBouncesAfterDays:
      fields.ignoreBouncesAfterDays === undefined
        ? below.ignoreBouncesAfterDays
        : daysOrNone(reader, fields.ignoreBouncesAfterDays, at(path, 'ignoreBouncesAfterDays')),
  };
}

/** Null where the document says `none`. */
function daysOrNone(reader: DocumentReader, node: unknown, path: string): number | null {
  return isScalar(node) && node.value === 'none' ? null : reader.wholeNumber(node, path, DAYS);
}

function daysByReason(reader: DocumentReader, node: unknown, path: string): Partial<Record<Reason, number>> {
  const days: Partial<Record<Reason, number>> = {};
  const fields = reader.fields(node, path, REASONS) ?? {};
  for (const reason of REASONS) {
    const given = fields[reason];
    if (given === undefined) continue;
    const value = reader.wholeNumber(given, at(path, reason), DAYS);
    if (value !== null) days[reason] = value;
  }
  return days;
}
