import type { Policy } from '../../../classification/index.js';
import type { Blocks, RecipientKey } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { noticeGiven } from '../changes.js';
import { foldRecipient, takeIn } from '../fold/fold-recipient.js';
import type { DecisionInput, FoldInput } from '../fold/fold-input.js';
import { causeOf, INITIAL_STATE, isSuppressed } from '../fold/recipient-state.js';
import { findingInput, findingRow, inputsOf, type FindingRow } from './fold-input-rows.js';
import { policyInEffect } from './policy-in-effect.js';
import { findRecipient, forgetRecipient, keepRecipient, stateOf, type RecipientRow } from './recipient-rows.js';
import type { RecipientStatus } from '../recipient-views.js';
import { statusNotice, type NoticeCause, type StatusChange } from './status-notice.js';

const ADDRESS_REPORTED = `
SELECT recipient AS address FROM correlations
WHERE recipient_key = ? AND recipient IS NOT NULL AND kind <> 'delay' LIMIT 1`;
const ADDRESS_DECIDED_ON = `
SELECT decisions.address FROM recipients JOIN decisions ON decisions.sequence = last_decision
WHERE recipients.recipient_key = ?`;

/** A recipient by their key, and by their address as far as it is known. */
export interface NamedRecipient {
  readonly recipientKey: RecipientKey;
  readonly address: string | null;
}

/** @param previous number of the last decision on the recipient; null: there is none */
type RecordDecision = (previous: number | null) => DecisionInput;

type ChangeReason = Pick<StatusChange, 'cause' | 'finding' | 'details'>;

/** Keeps the states of the recipients whom an event concerns, and tells of the statuses that change. */
export class RecipientFolder {
  readonly #policy: Policy;

  constructor(
    private readonly database: ReadModelDatabase,
    private readonly changes: Changes,
  ) {
    this.#policy = policyInEffect(database).policy;
  }

  /**
   * A finding of which nothing was known before. One that is about nobody concerns nobody.
   * @param details what a notice says of it; it is read where it is not given
   */
  takeInFinding(finding: FindingRow, details?: StatusChange['details']): void {
    const { recipient_key: recipientKey, recipient: address, kind: cause } = finding;
    if (recipientKey === null) return;
    this.#takeIn({ recipientKey, address }, findingInput(finding), { cause, finding, details });
  }

  /** What a person decided. @param record makes a decision of it, given the one before it */
  takeInDecision(recipient: NamedRecipient, record: RecordDecision): void {
    const known = findRecipient(this.database, recipient.recipientKey);
    const decision = record(known?.last_decision ?? null);
    this.#takeInto(known, recipient, decision, { cause: decision.kind, finding: null });
  }

  /**
   * A suppression out of a list. Nothing is recorded of one that blocks what another one blocks already: lists are
   * imported again and again, and it never counts.
   * @param record makes a decision of it, given the one before it
   */
  takeInImported(
    recipient: NamedRecipient,
    blocks: Blocks,
    details: StatusChange['details'],
    record: RecordDecision,
  ): void {
    const known = findRecipient(this.database, recipient.recipientKey);
    if (known !== undefined && isSuppressed(stateOf(known), blocks)) return;
    const decision = record(known?.last_decision ?? null);
    this.#takeInto(known, recipient, decision, { cause: 'suppressed', finding: null, details });
  }

  #takeIn(recipient: NamedRecipient, input: FoldInput, reason: ChangeReason): void {
    this.#takeInto(findRecipient(this.database, recipient.recipientKey), recipient, input, reason);
  }

  #takeInto(known: RecipientRow | undefined, recipient: NamedRecipient, input: FoldInput, reason: ChangeReason): void {
    const before = known === undefined ? INITIAL_STATE : stateOf(known);
    const after = takeIn(before, input, this.#policy);
    const address = known?.address ?? recipient.address;
    const lastDecision = 'decision' in input ? input.decision : (known?.last_decision ?? null);
    const status = keepRecipient(this.database, known, { ...recipient, address }, after, lastDecision, this.#policy);
    this.#tell(known, status, address, reason);
  }

  /** Findings on the recipient were reclassified, or turned out to belong to somebody else. */
  foldAgain(recipientKey: RecipientKey, cause: NoticeCause): void {
    const known = findRecipient(this.database, recipientKey);
    const inputs = inputsOf(this.database, recipientKey);
    if (inputs.length === 0) {
      if (known === undefined) return;
      forgetRecipient(this.database, known);
      this.#tell(known, 'valid', known.address, { cause, finding: null });
      return;
    }
    const { state } = foldRecipient(inputs, this.#policy);
    const address = this.#addressOf(recipientKey);
    const lastDecision = known?.last_decision ?? null;
    const status = keepRecipient(this.database, known, { recipientKey, address }, state, lastDecision, this.#policy);
    const resting = causeOf(state);
    const isDecided = resting === null || 'decision' in resting;
    const finding = isDecided ? undefined : findingRow(this.database, resting.sequence);
    this.#tell(known, status, address, { cause, finding: finding ?? null });
  }

  /** As one of the inputs names it: all that have the key name the same. */
  #addressOf(recipientKey: RecipientKey): string | null {
    const row =
      this.database.get<{ address: string }>(ADDRESS_REPORTED, recipientKey) ??
      this.database.get<{ address: string }>(ADDRESS_DECIDED_ON, recipientKey);
    return row?.address ?? null;
  }

  #tell(known: RecipientRow | undefined, to: RecipientStatus, address: string | null, reason: ChangeReason): void {
    const from = known?.status ?? 'valid';
    if (from === to) return;
    this.changes.tell(noticeGiven, statusNotice({ address, from, to, ...reason }, this.database));
  }
}
