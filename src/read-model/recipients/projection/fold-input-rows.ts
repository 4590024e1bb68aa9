import type { Fault, Reason, RecipientKey, VerdictType } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { compareMoments, type DecisionInput, type FoldInput } from '../fold/fold-input.js';

// A bounce counts from its verdict on.
const SELECT_FINDINGS = `
SELECT sequence, kind, occurred_at, type, reason, fault, trusted, campaign_id, send_id, recipient, recipient_key
FROM correlations LEFT JOIN verdicts USING (sequence)
WHERE (kind = 'complaint' OR type IS NOT NULL)`;
const FINDING = `${SELECT_FINDINGS} AND sequence = ?`;
const FINDINGS_OF = `${SELECT_FINDINGS} AND recipient_key = ?`;
const DECISIONS_OF = 'SELECT sequence, kind, decided_at, after_finding FROM decisions WHERE recipient_key = ?';

interface FindingRowBase {
  readonly sequence: number;
  readonly occurred_at: string;
  readonly trusted: number;
  readonly campaign_id: string | null;
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
    })
  | (FindingRowBase & { readonly kind: 'complaint' });

interface DecisionRow {
  readonly sequence: number;
  readonly kind: 'suppressed' | 'released';
  readonly decided_at: string;
  readonly after_finding: number;
}

/** The finding of that number; undefined where no status depends on it. */
export function findingRow(database: ReadModelDatabase, sequence: number): FindingRow | undefined {
  return database.get<FindingRow>(FINDING, sequence);
}

/** Everything that a recipient's status depends on, in the order of its moments. */
export function inputsOf(database: ReadModelDatabase, recipientKey: string): FoldInput[] {
  const findings = database.all<FindingRow>(FINDINGS_OF, recipientKey).map(findingInput);
  const decisions = database.all<DecisionRow>(DECISIONS_OF, recipientKey).map(decisionInput);
  return [...findings, ...decisions].sort(compareMoments);
}

export function findingInput(row: FindingRow): FoldInput {
  const moment = { at: Date.parse(row.occurred_at), sequence: row.sequence };
  const trusted = row.trusted === 1;
  if (row.kind === 'complaint') return { ...moment, kind: 'complaint', trusted };
  const { type, reason, fault } = row;
  return { ...moment, kind: 'bounce', type, reason, fault, trusted };
}

export function decisionInput(row: DecisionRow): DecisionInput {
  return {
    kind: row.kind,
    at: Date.parse(row.decided_at),
    sequence: row.after_finding + 0.5,
    decision: row.sequence,
  };
}
