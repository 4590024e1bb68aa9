import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerKeys } from '../../ledger/index.js';
import type { AsOfState } from '../../read-model/engine/index.js';
import {
  policyInEffect,
  SqliteRecipientQueries,
  type ListedRecipient,
  type RecipientStatus,
} from '../../read-model/recipients/index.js';

const RECIPIENTS_A_TURN = 200;

/** The last line: how many there are, and for what the lines above hold. */
export interface StateTotals {
  readonly totals: Readonly<Record<'recipients' | RecipientStatus, number>>;
  readonly rulesetVersion: number;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  readonly position: string;
}

export type StateLine = ListedRecipient | StateTotals;

/** The state of every recipient, by address, and the totals. Leaves turns of the event loop to others. */
export async function* stateLines(state: AsOfState, keys: LedgerKeys): AsyncGenerator<StateLine> {
  const totals = { recipients: 0, valid: 0, 'with-errors': 0, quarantined: 0, denylisted: 0 };
  for (const recipient of new SqliteRecipientQueries(state, keys).inAddressOrder(state.instant)) {
    totals.recipients += 1;
    totals[recipient.status] += 1;
    yield recipient;
    if (totals.recipients % RECIPIENTS_A_TURN === 0) await nextTurn();
  }
  const { rulesetVersion } = policyInEffect(state.database);
  yield { totals, rulesetVersion, asOf: state.instant.toISOString(), position: state.position };
}
