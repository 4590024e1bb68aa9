import { REASONS, type Reason } from '../../events/index.js';
import { at, type DocumentReader, type NumberBounds } from './document-reader.js';
import { COMPLAINT_EFFECTS, type Policy } from '../policy.js';

const WORDS = [
  'softErrorThreshold',
  'significantGapHours',
  'clearAfterDays',
  'clearAfterDaysByReason',
  'complaint',
] as const;

const THRESHOLD: NumberBounds = { minimum: 1, maximum: 1_000 };
const HOURS: NumberBounds = { minimum: 0, maximum: 24 * 365 };
const DAYS: NumberBounds = { minimum: 1, maximum: 3_650 };

/** Reads the `policy` part. What it leaves out is that of the layer below; what is wrong is reported. */
export function parsePolicy(reader: DocumentReader, node: unknown, path: string, below: Policy): Policy {
  const fields = reader.fields(node, path, WORDS);
  if (fields === null) return below;

  const count = (word: 'softErrorThreshold' | 'significantGapHours' | 'clearAfterDays', bounds: NumberBounds): number =>
    (fields[word] === undefined ? null : reader.wholeNumber(fields[word], at(path, word), bounds)) ?? below[word];

  return {
    softErrorThreshold: count('softErrorThreshold', THRESHOLD),
    significantGapHours: count('significantGapHours', HOURS),
    clearAfterDays: count('clearAfterDays', DAYS),
    clearAfterDaysByReason:
      fields.clearAfterDaysByReason === undefined
        ? below.clearAfterDaysByReason
        : daysByReason(reader, fields.clearAfterDaysByReason, at(path, 'clearAfterDaysByReason')),
    complaint:
      (fields.complaint === undefined
        ? null
        : reader.word(fields.complaint, at(path, 'complaint'), COMPLAINT_EFFECTS)) ?? below.complaint,
  };
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
