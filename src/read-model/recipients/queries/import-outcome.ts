import { blocksOf, type ImportedSuppression } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { isSuppressed } from '../fold/recipient-state.js';
import { findRecipient, stateOf } from '../projection/recipient-rows.js';

/** What an entry of a list would do to its recipient. */
export type ImportOutcome = 'new' | 'known' | 'contradictingRelease';

/**
 * Whether an entry of a list would suppress its recipient now, is known, as a suppression that blocks the same stands,
 * or would change nothing, as a person released the recipient after the entry's time.
 */
export function importOutcome(
  database: ReadModelDatabase,
  recipientKey: string,
  { kind, since }: Pick<ImportedSuppression, 'kind' | 'since'>,
): ImportOutcome {
  const known = findRecipient(database, recipientKey);
  if (known === undefined) return 'new';
  const state = stateOf(known);
  if (isSuppressed(state, blocksOf(kind))) return 'known';
  const isReleasedLater = state.released !== null && since !== null && Date.parse(since) < state.released.at;
  return isReleasedLater ? 'contradictingRelease' : 'new';
}
