import type { LedgerEventOf } from '../ledger/events/index.js';
import { normaliseRecipient } from '../ledger/index.js';
import { typedEvent, type Changes, type Projection, type ReadModelDatabase } from '../projections/index.js';
import { reportTold, type ReportContent } from './changes.js';
import { judge } from './judge.js';
import { REPORTS_SCHEMA } from './schema.js';

const INSERT_MAIL = `
INSERT INTO mails (mail_id, kind, mailbox, size, received_at, message_id, subject, sender, family, interpreter_version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE mail_id = ?';
const FIND_MAIL = 'SELECT sequence, mailbox FROM mails WHERE mail_id = ?';
const INSERT_REPORT =
  'INSERT INTO reports (mail, kind, bounce_id, recipient, occurred_at, data) VALUES (?, ?, ?, ?, ?, ?)';

/** Mails, what they report of single recipients, and what is thought of it. */
export const reportsProjection: Projection = {
  name: 'reports',
  version: 1,
  schema: REPORTS_SCHEMA,
  apply(event, database, changes) {
    const { type, data } = typedEvent(event);
    switch (type) {
      case 'MailReceived':
        insertMail(database, data);
        break;
      case 'MailSetAside':
        database.run(SET_ASIDE, data.reason, data.mailId);
        break;
      case 'BounceReceived':
        insertReport({ kind: 'bounce', data }, database, changes);
        break;
      case 'DeliveryDelayed':
        insertReport({ kind: 'delay', data }, database, changes);
        break;
      case 'ComplaintReceived':
        insertReport({ kind: 'complaint', data }, database, changes);
        break;
      case 'BounceClassified':
        judge(data.bounceId, data.verdict, database, changes);
        break;
      default:
    }
  },
};

function insertMail(database: ReadModelDatabase, mail: LedgerEventOf<'MailReceived'>['data']): void {
  database.run(
    INSERT_MAIL,
    mail.mailId,
    mail.kind,
    mail.mailbox,
    mail.size,
    mail.receivedAt,
    mail.messageId,
    mail.subject,
    mail.from,
    mail.family,
    mail.interpreterVersion,
  );
}

function insertReport(content: ReportContent, database: ReadModelDatabase, changes: Changes): void {
  const { kind, data } = content;
  const mail = database.get<{ sequence: number; mailbox: string | null }>(FIND_MAIL, data.mailId);
  // One append carries the mail and what it reports.
  if (mail === undefined) throw new Error(`mail ${data.mailId} reports something before it was received`);
  const bounceId = kind === 'bounce' ? data.bounceId : null;
  const recipient = recipientOf(content);
  const json = JSON.stringify(data);
  const sequence = database.insert(INSERT_REPORT, mail.sequence, kind, bounceId, recipient, data.occurredAt, json);
  changes.tell(reportTold, { ...content, sequence, recipient, mailbox: mail.mailbox });
}

function recipientOf({ kind, data }: ReportContent): string | null {
  const reported = kind === 'complaint' ? data.recipient : (data.originalRecipient ?? data.recipient);
  return reported === null ? null : normaliseRecipient(reported);
}
