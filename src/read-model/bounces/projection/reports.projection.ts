import { type LedgerEventOf, type MailId, typedEvent } from '../../../events/index.js';
import { type Changes, type Projection, type ReadModelDatabase } from '../../engine/index.js';
import { mailEntered, type MailEntered, type ReportContent } from '../changes.js';
import { applyReclassification } from './apply-reclassification.js';
import { insertReport } from './insert-report.js';
import { judge } from './judge.js';
import { beginRereading, takeInReread } from './rereading.js';
import { REPORTS_INDEXES, REPORTS_SCHEMA } from '../schema.js';

const INSERT_MAIL = `
INSERT INTO mails (mail_id, kind, mailbox, uidl, size, received_at, message_id, subject, sender, family, interpreter_version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE sequence = ?';
const FIND_MAIL = 'SELECT sequence, mailbox FROM mails WHERE mail_id = ?';

/** Mails, what they report of single recipients, and what is thought of it. */
export const reportsProjection: Projection = {
  name: 'reports',
  version: 1,
  schema: REPORTS_SCHEMA,
  indexes: REPORTS_INDEXES,
  seldomRead: ['mails', 'reports', 'verdicts'],
  apply(event, database, changes) {
    const typed = typedEvent(event);
    const { type, data } = typed;
    if (takeInReread(typed, database, changes)) return;
    switch (type) {
      case 'MailReceived':
        insertMail(data, database, changes);
        break;
      case 'MailSetAside':
        database.run(SET_ASIDE, data.reason, findMail(data.mailId, database, changes).sequence);
        break;
      case 'BounceReceived':
        tellReport({ kind: 'bounce', data }, database, changes);
        break;
      case 'DeliveryDelayed':
        tellReport({ kind: 'delay', data }, database, changes);
        break;
      case 'ComplaintReceived':
        tellReport({ kind: 'complaint', data }, database, changes);
        break;
      case 'MailReinterpreted':
        beginRereading(data, database, changes);
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

function tellReport(content: ReportContent, database: ReadModelDatabase, changes: Changes): void {
  insertReport(findMail(content.data.mailId, database, changes), content, database, changes);
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
