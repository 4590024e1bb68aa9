import type { LedgerEventOf, RecipientKey } from '../ledger/events/index.js';
import type { Changes, ReadModelDatabase } from '../projections/index.js';
import { decisionIncident } from './incident-rows.js';
import { RecipientFolder } from './recipient-folder.js';

const LAST_REPORT = 'SELECT max(sequence) AS sequence FROM reports';
const INSERT = `
INSERT INTO decisions (recipient_key, kind, decided_at, after_report, address, reason, actor) VALUES (?, ?, ?, ?, ?, ?, ?)`;

type Decision = LedgerEventOf<'RecipientSuppressed' | 'RecipientReleased'>['data'];

/** Takes in what a person decided about a recipient. */
export function recordDecision(
  kind: 'suppressed' | 'released',
  { recipientKey, address, reason, actor }: Decision,
  decidedAt: string,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const afterReport = database.get<{ sequence: number | null }>(LAST_REPORT)?.sequence ?? 0;
  const sequence = database.insert(INSERT, recipientKey, kind, decidedAt, afterReport, address, reason, actor);
  const incident = decisionIncident({ sequence, kind, decided_at: decidedAt, after_report: afterReport });
  const recipient = { recipientKey: recipientKey as RecipientKey, address };
  new RecipientFolder(database, changes).takeInDecision(recipient, incident);
}
