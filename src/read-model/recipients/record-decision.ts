import { reportReread, reportTold } from '../bounces/index.js';
import type { LedgerEventOf, RecipientKey } from '../../events/index.js';
import type { Changes, ReadModelDatabase } from '../engine/index.js';
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
  const afterReport = lastReport(database, changes);
  const sequence = database.insert(INSERT, recipientKey, kind, decidedAt, afterReport, address, reason, actor);
  const incident = decisionIncident({ sequence, kind, decided_at: decidedAt, after_report: afterReport });
  const recipient = { recipientKey: recipientKey as RecipientKey, address };
  new RecipientFolder(database, changes).takeInDecision(recipient, incident);
}

/** Its number; 0 before the first. It is known without a look where no mail was read again since. */
function lastReport(database: ReadModelDatabase, changes: Changes): number {
  const told = changes.latest(reportReread) === undefined ? changes.latest(reportTold) : undefined;
  return told?.sequence ?? database.get<{ sequence: number | null }>(LAST_REPORT)?.sequence ?? 0;
}
