import type { LedgerEventOf, MailId } from '../ledger/events/index.js';
import { typedEvent, type Changes, type Projection, type ReadModelDatabase } from '../projections/index.js';
import { mailEntered, reportTold, type MailEntered, type ReportContent } from './changes.js';
import { applyReclassification } from './apply-reclassification.js';
import { judge } from './judge.js';
import { REPORTS_INDEXES, REPORTS_SCHEMA } from './schema.js';

const INSERT_MAIL = `
INSERT INTO mails (mail_id, kind, mailbox, uidl, size, received_at, message_id, subject, sender, family, interpreter_version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE sequence = ?';
const FIND_MAIL = 'SELECT sequence, mailbox FROM mails WHERE mail_id = ?';
const INSERT_REPORT = 'INSERT INTO reports (mail, kind, bounce_id, occurred_at, data) VALUES (?, ?, ?, ?, ?)';

/** Mails, what they report of single recipients, and what is thought of it. */
export const reportsProjection: Projection = {
  name: 'reports',
  version: 1,
  schema: REPORTS_SCHEMA,
  indexes: REPORTS_INDEXES,
  apply(event, database, changes) {
    const typed = typedEvent(event);
    const { type, data } = typed;
    switch (type) {
      case 'MailReceived':
        insertMail(data, database, changes);
        break;
      case 'MailSetAside':
        database.run(SET_ASIDE, data.reason, findMail(data.mailId, database, changes).sequence);
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
      case 'ReclassificationStarted':
      case 'BounceReclassified':
      case 'ReclassificationProgressed':
      case 'ReclassificationCompleted':
      case 'ReclassificationCancelled':
        applyReclassification(typed, event.stream, database, changes);
        break;
      default:
    }
  },
};

function insertMail(mail: LedgerEventOf<'MailReceived'>['data'], database: ReadModelDatabase, changes: Changes): void {
  const sequence = database.insert(
    INSERT_MAIL,
    mail.mailId,
    mail.kind,
    mail.mailbox,
    mail.uidl,
    mail.size,
    mail.receivedAt,
    mail.messageId,
    mail.subject,
    mail.from,
    mail.family,
    mail.interpreterVersion,
  );
  changes.tell(mailEntered, { mailId: mail.mailId, sequence, mailbox: mail.mailbox });
}

function insertReport(content: ReportContent, database: ReadModelDatabase, changes: Changes): void {
  const { kind, data } = content;
  const mail = findMail(data.mailId, database, changes);
  const bounceId = kind === 'bounce' ? data.bounceId : null;
  const json = JSON.stringify(data);
  const sequence = database.insert(INSERT_REPORT, mail.sequence, kind, bounceId, data.occurredAt, json);
  changes.tell(reportTold, { ...content, sequence, mailbox: mail.mailbox });
}

function findMail(
  mailId: MailId,
  database: ReadModelDatabase,
  changes: Changes,
): Pick<MailEntered, 'sequence' | 'mailbox'> {
  const latest = changes.latest(mailEntered);
  const mail = latest?.mailId === mailId ? latest : database.get<MailEntered>(FIND_MAIL, mailId);
  // One append carries the mail and what it reports.
  if (mail === undefined) throw new Error(`mail ${mailId} reports something before it was received`);
  return mail;
}
