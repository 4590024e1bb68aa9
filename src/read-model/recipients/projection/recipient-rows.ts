import type { Policy } from '../../../classification/index.js';
import type { RecipientKey } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { causeOf, clearingOf, statusOf, type RecipientState } from '../fold/recipient-state.js';
import type { RecipientStatus } from '../recipient-views.js';

const FIND = 'SELECT sequence, address, status, last_decision, state FROM recipients WHERE recipient_key = ?';
const INSERT = `
INSERT INTO recipients
  (address, status, counted, errors_clear_at, unverified, unverified_clears_at, clears_at, cause, decision,
  suppression, last_decision, state, recipient_key)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `
UPDATE recipients SET
  address = ?, status = ?, counted = ?, errors_clear_at = ?, unverified = ?, unverified_clears_at = ?, clears_at = ?,
  cause = ?, decision = ?, suppression = ?, last_decision = ?, state = ?
WHERE sequence = ?`;
const ALL = 'SELECT recipient_key FROM recipients ORDER BY sequence';
const DELETE = 'DELETE FROM recipients WHERE sequence = ?';

/** What is kept of a recipient. */
export interface RecipientRow {
  readonly sequence: number;
  readonly address: string | null;
  readonly status: RecipientStatus;
  readonly last_decision: number | null;
  readonly state: string;
}

export function findRecipient(database: ReadModelDatabase, recipientKey: string): RecipientRow | undefined {
  return database.get<RecipientRow>(FIND, recipientKey);
}

export function stateOf({ state }: RecipientRow): RecipientState {
  return JSON.parse(state) as RecipientState;
}

/**
 * Keeps a recipient's state.
 * @param known the row that there is; undefined: there is none
 * @param lastDecision number of the last decision on them; null: there is none
 * @returns the status now
 */
export function keepRecipient(
  database: ReadModelDatabase,
  known: RecipientRow | undefined,
  { recipientKey, address }: { readonly recipientKey: string; readonly address: string | null },
  state: RecipientState,
  lastDecision: number | null,
  policy: Policy,
): RecipientStatus {
  const status = statusOf(state);
  const cause = causeOf(state);
  const suppressed = cause !== null && 'decision' in cause ? cause : null;
  const finding = suppressed === null ? (cause?.sequence ?? null) : null;
  const clearing = clearingOf(state, policy);
  const values = [
    address,
    status,
    state.errors.length,
    clearing.errors,
    state.unverifiedFindings,
    clearing.unverified,
    clearing.all,
    finding,
    suppressed?.decision ?? null,
    suppressed?.suppression ?? null,
    lastDecision,
    JSON.stringify(state),
  ];
  if (known === undefined) database.run(INSERT, ...values, recipientKey);
  else database.run(UPDATE, ...values, known.sequence);
  return status;
}

/** The keys of all recipients, in the order in which they were first heard of. */
export function allRecipients(database: ReadModelDatabase): readonly RecipientKey[] {
  return database.all<{ recipient_key: RecipientKey }>(ALL).map((row) => row.recipient_key);
}

export function forgetRecipient(database: ReadModelDatabase, { sequence }: RecipientRow): void {
  database.run(DELETE, sequence);
}
