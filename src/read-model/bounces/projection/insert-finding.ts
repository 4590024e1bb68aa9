import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { bounceUnclassified, findingRecorded, type MailEntered, type Finding } from '../changes.js';

const INSERT = 'INSERT INTO findings (mail, kind, bounce_id, occurred_at, data) VALUES (?, ?, ?, ?, ?)';

/** Keeps what a mail tells of one more recipient, and tells it on. */
export function insertFinding(
  mail: Pick<MailEntered, 'sequence' | 'mailbox'>,
  content: Finding,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const { kind, data } = content;
  const bounceId = kind === 'bounce' ? data.bounceId : null;
  const sequence = database.insert(INSERT, mail.sequence, kind, bounceId, data.occurredAt, JSON.stringify(data));
  changes.tell(findingRecorded, { ...content, sequence, mailbox: mail.mailbox });
  if (bounceId !== null) changes.tell(bounceUnclassified, { sequence, bounceId });
}
