import type { Policy } from '../../../classification/index.js';
import type { RecipientKey } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { foldRecipient } from '../fold/fold-recipient.js';
import { statusOf } from '../fold/recipient-state.js';
import { inputsOf } from '../projection/fold-input-rows.js';
import { allRecipients, findRecipient } from '../projection/recipient-rows.js';
import type { RecipientStatus } from '../recipient-views.js';
import { policyInEffect } from '../projection/policy-in-effect.js';
import { isDeepStrictEqual } from 'node:util';

const OF_CHANGES = `
SELECT DISTINCT recipient_key FROM correlations JOIN temp.overlaid_verdicts USING (sequence)
WHERE recipient_key IS NOT NULL`;

/** A recipient's status before and after. */
export interface StatusMove {
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
}

/**
 * What becomes of recipients when the verdicts of the overlay, and a policy, decide their whole stories: one move for
 * each whom that concerns, also where it ends where it began. Each step is worked out when it is asked for.
 */
export function* statusChanges(database: ReadModelDatabase, policy: Policy): Generator<StatusMove> {
  for (const recipientKey of concerned(database, policy)) {
    const from = findRecipient(database, recipientKey)?.status ?? 'valid';
    yield { from, to: statusOf(foldRecipient(inputsOf(database, recipientKey), policy).state) };
  }
}

function concerned(database: ReadModelDatabase, policy: Policy): readonly RecipientKey[] {
  const effective = policyInEffect(database);
  if (!effective.settled || !isDeepStrictEqual(effective.policy, policy)) return allRecipients(database);
  return database.all<{ recipient_key: RecipientKey }>(OF_CHANGES).map((row) => row.recipient_key);
}
