import { type LedgerEventOf, type MailId, typedEvent } from '../../../events/index.js';
import { type Changes, type Projection, type ReadModelDatabase } from '../../engine/index.js';
import { mailEntered, type MailEntered, type Finding } from '../changes.js';
import { applyReclassification } from './apply-reclassification.js';
import { insertFinding } from './insert-finding.js';
import { recordVerdict } from './record-verdict.js';
import { beginReinterpretation, takeInReinterpreted } from './reinterpretation.js';
import { FINDINGS_INDEXES, FINDINGS_SCHEMA } from '../schema.js';

const INSERT_MAIL = `
INSERT INTO mails (mail_id, kind, mailbox, uidl, size, received_at, message_id, subject, sender, family, interpreter_version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE sequence = ?';
const FIND_MAIL = 'SELECT sequence, mailbox FROM mails WHERE mail_id = ?';

/** Mails, what they report of single recipients, and what is thought of it. */
export const findingsProjection: Projection = {
  name: 'findings',
  version: 2,
  schema: FINDINGS_SCHEMA,
  indexes: FINDINGS_INDEXES,
  seldomRead: ['mails', 'findings', 'verdicts'],
  apply(event, database, changes) {
    const typed = typedEvent(event);
    const { type, data } = typed;
    if (takeInReinterpreted(typed, database, changes)) return;
    switch (type) {
      case 'MailReceived':
        insertMail(data, database, changes);
        break;
      case 'MailSetAside':
        database.run(SET_ASIDE, data.reason, findMail(data.mailId, database, changes).sequence);
        break;
      case 'BounceReceived':
        recordFinding({ kind: 'bounce', data }, database, changes);
        break;
      case 'DeliveryDelayed':
        recordFinding({ kind: 'delay', data }, database, changes);
        break;
      case 'ComplaintReceived':
        recordFinding({ kind: 'complaint', data }, database, changes);
        break;
      case 'MailReinterpreted':
        beginReinterpretation(data, database, changes);
        break;
      case 'BounceClassified':
        recordVerdict(data.bounceId, data.verdict, database, changes);
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

function recordFinding(content: Finding, database: ReadModelDatabase, changes: Changes): void {
  insertFinding(findMail(content.data.mailId, database, changes), content, database, changes);
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
