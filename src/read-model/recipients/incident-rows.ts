import type { Fault, Reason, RecipientKey, VerdictType } from '../../events/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import { compareMoments, type DecisionIncident, type Incident } from './fold/incident.js';

// A bounce counts from its verdict on.
const SELECT_REPORTS = `
SELECT sequence, kind, occurred_at, type, reason, fault, trusted, campaign_id, send_id, recipient, recipient_key
FROM correlations LEFT JOIN verdicts USING (sequence)
WHERE (kind = 'complaint' OR type IS NOT NULL)`;
const REPORT = `${SELECT_REPORTS} AND sequence = ?`;
const REPORTS_OF = `${SELECT_REPORTS} AND recipient_key = ?`;
const DECISIONS_OF = 'SELECT sequence, kind, decided_at, after_report FROM decisions WHERE recipient_key = ?';

interface ReportRowBase {
  readonly sequence: number;
  readonly occurred_at: string;
  readonly trusted: number;
  readonly campaign_id: string | null;
  readonly send_id: string | null;
  readonly recipient: string | null;
  readonly recipient_key: RecipientKey | null;
}

/** A report that a status may depend on. */
export type ReportRow =
  | (ReportRowBase & {
      readonly kind: 'bounce';
      readonly type: VerdictType;
      readonly reason: Reason;
      readonly fault: Fault;
    })
  | (ReportRowBase & { readonly kind: 'complaint' });

interface DecisionRow {
  readonly sequence: number;
  readonly kind: 'suppressed' | 'released';
  readonly decided_at: string;
  readonly after_report: number;
}

/** The report of that number; undefined where no status depends on it. */
export function reportRow(database: ReadModelDatabase, sequence: number): ReportRow | undefined {
  return database.get<ReportRow>(REPORT, sequence);
}

/** Everything that a recipient's status depends on, in the order of its moments. */
export function incidentsOf(database: ReadModelDatabase, recipientKey: string): Incident[] {
  const reports = database.all<ReportRow>(REPORTS_OF, recipientKey).map(reportIncident);
  const decisions = database.all<DecisionRow>(DECISIONS_OF, recipientKey).map(decisionIncident);
  return [...reports, ...decisions].sort(compareMoments);
}

export function reportIncident(row: ReportRow): Incident {
  const moment = { at: Date.parse(row.occurred_at), sequence: row.sequence };
  const trusted = row.trusted === 1;
  if (row.kind === 'complaint') return { ...moment, kind: 'complaint', trusted };
  const { type, reason, fault } = row;
  return { ...moment, kind: 'bounce', type, reason, fault, trusted };
}

export function decisionIncident(row: DecisionRow): DecisionIncident {
  return {
    kind: row.kind,
    at: Date.parse(row.decided_at),
    sequence: row.after_report + 0.5,
    decision: row.sequence,
  };
}
