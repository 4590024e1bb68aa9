import { basisOf } from '../../../classification/index.js';
import {
  type Fault,
  type Reason,
  type RecipientKey,
  type SuppressionKind,
  type VerdictType,
} from '../../../events/index.js';
import type { DecidingFacts } from '../../correlation/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { compareInputs, type DecisionInput, type FoldInput } from '../fold/fold-input.js';

// A bounce counts from its verdict on.
const SELECT_FINDINGS = `
SELECT sequence, kind, occurred_at, delivered_at, received_at, recipient_guessed, type, reason, fault,
  verdict ->> 'matched' AS matched, verified, trusted, campaign_id, send, send_id, recipient, recipient_key
FROM correlations LEFT JOIN verdicts USING (sequence)
WHERE (kind = 'complaint' OR type IS NOT NULL)`;
const FINDING = `${SELECT_FINDINGS} AND sequence = ?`;
const FINDINGS_OF = `${SELECT_FINDINGS} AND recipient_key = ?`;
const DECISIONS_OF = `
WITH RECURSIVE chain AS (
  SELECT * FROM decisions WHERE sequence = (SELECT last_decision FROM recipients WHERE recipient_key = ?)
  UNION ALL
  SELECT decisions.* FROM decisions JOIN chain ON decisions.sequence = chain.previous
)
SELECT sequence, kind, suppression, import, decided_at, after_finding FROM chain`;

interface FindingRowBase {
  readonly sequence: number;
  readonly occurred_at: string;
  readonly delivered_at: string;
  readonly received_at: string;
  readonly recipient_guessed: number;
  readonly verified: number;
  readonly trusted: number;
  readonly campaign_id: string | null;
  /** Number of the registered send. */
  readonly send: number | null;
  readonly send_id: string | null;
  readonly recipient: string | null;
  readonly recipient_key: RecipientKey | null;
}

/** A finding that a status may depend on. */
export type FindingRow =
  | (FindingRowBase & {
      readonly kind: 'bounce';
      readonly type: VerdictType;
      readonly reason: Reason;
      readonly fault: Fault;
      /** What its verdict's rule matched. */
      readonly matched: string | null;
    })
  | (FindingRowBase & { readonly kind: 'complaint' });

interface DecisionRow {
  readonly sequence: number;
  readonly kind: 'suppressed' | 'released';
  /** Null for a release. */
  readonly suppression: SuppressionKind | null;
  /** Number of the import; null where a person decided on this recipient alone. */
  readonly import: number | null;
  readonly decided_at: string;
  readonly after_finding: number;
}

/** The finding of that number; undefined where no status depends on it. */
export function findingRow(database: ReadModelDatabase, sequence: number): FindingRow | undefined {
  return database.get<FindingRow>(FINDING, sequence);
}

/** Everything that a recipient's status depends on, in the order in which the ledger heard of it. */
export function inputsOf(database: ReadModelDatabase, recipientKey: string): FoldInput[] {
  const findings = database.all<FindingRow>(FINDINGS_OF, recipientKey).map(findingInput);
  const decisions = database.all<DecisionRow>(DECISIONS_OF, recipientKey).map(decisionInput);
  return [...findings, ...decisions].sort(compareInputs);
}

export function findingInput(row: FindingRow): FoldInput {
  const verified = row.verified === 1;
  const reported = {
    sequence: row.sequence,
    statedAt: Date.parse(row.occurred_at),
    deliveredAt: Date.parse(row.delivered_at),
    receivedAt: Date.parse(row.received_at),
    verified,
    trusted: row.trusted === 1,
  };
  if (row.kind === 'complaint') return { ...reported, kind: 'complaint', send: sendOf(row) };
  const { type, reason, fault } = row;
  // Proof of a send names its recipient: then nobody has to be guessed.
  const isRecipientGuessed = row.recipient_guessed === 1 && !verified;
  return { ...reported, kind: 'bounce', type, reason, fault, guessed: isRecipientGuessed || basisOf(row) === 'code' };
}

function sendOf({ send, campaign_id: campaignId, send_id: sendId }: FindingRow): string | null {
  if (send !== null) return String(send);
  return sendId === null ? null : `${campaignId ?? ''} ${sendId}`;
}

/** The columns of a row that are the finding's own, as its correlation keeps them. */
export function factColumns({ occurredAt, deliveredAt, receivedAt, isRecipientGuessed }: DecidingFacts) {
  return {
    occurred_at: occurredAt,
    delivered_at: deliveredAt,
    received_at: receivedAt,
    recipient_guessed: Number(isRecipientGuessed),
  };
}

export function decisionInput(row: DecisionRow): DecisionInput {
  const { sequence: decision, suppression } = row;
  const moment = { at: Date.parse(row.decided_at), sequence: row.after_finding + 0.5, decision };
  if (row.kind === 'released' || suppression === null) return { kind: 'released', ...moment };
  return { kind: 'suppressed', ...moment, suppression, imported: row.import !== null };
}
