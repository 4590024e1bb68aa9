import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { findingRecorded, type Finding } from '../changes.js';
import { insertFindingRow } from './finding-rows.js';
import type { MailRow } from './mail-rows.js';

/** Keeps one more finding of a mail, and tells the projections after this one. */
export function insertFinding(mail: MailRow, finding: Finding, database: ReadModelDatabase, changes: Changes): void {
  const sequence = insertFindingRow(database, mail.sequence, finding);
  changes.tell(findingRecorded, { ...finding, sequence, mailbox: mail.mailbox, receivedAt: mail.receivedAt });
}
