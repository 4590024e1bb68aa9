import type { LedgerEventOf, MailId } from '../../../events/index.js';
import { LatestRow, type ReadModelDatabase } from '../../engine/index.js';

const INSERT = `
INSERT INTO mails (mail_id, kind, mailbox, uidl, size, received_at, message_id, subject, sender, family, interpreter_version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const FIND = `
SELECT sequence, mailbox, received_at AS receivedAt, EXISTS (SELECT 1 FROM reinterpretations r WHERE r.mail = mails.sequence) AS reinterpreting
FROM mails WHERE mail_id = ?`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE sequence = ?';
const REINTERPRET = `
UPDATE mails SET kind = ?, message_id = ?, subject = ?, sender = ?, family = ?, interpreter_version = ?, set_aside_reason = ?
WHERE sequence = ?`;
const BEGIN = 'INSERT INTO reinterpretations (mail, begun) VALUES (?, ?)';
const END = 'DELETE FROM reinterpretations WHERE mail = ?';

type MailReinterpreted = LedgerEventOf<'MailReinterpreted'>['data'];

export interface MailRow {
  readonly sequence: number;
  /** The mailbox that it was collected from; null where it came another way. */
  readonly mailbox: string | null;
  /** When it was read: ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Whether a new set of its events has begun and is not complete: 0 or 1. */
  readonly reinterpreting: number;
}

// One append carries the mail and its findings, so nearly every look-up is for the mail that was inserted last.
const latest = new LatestRow<MailId, MailRow>();

export function insertMail(mail: LedgerEventOf<'MailReceived'>['data'], database: ReadModelDatabase): MailRow {
  const { mailId, kind, mailbox, uidl, size, receivedAt, messageId, subject, from, family, interpreterVersion } = mail;
  const sequence = database.insert(
    INSERT,
    mailId,
    kind,
    mailbox,
    uidl,
    size,
    receivedAt,
    messageId,
    subject,
    from,
    family,
    interpreterVersion,
  );
  const row = { sequence, mailbox, receivedAt, reinterpreting: 0 };
  latest.remember(database, mailId, row);
  return row;
}

export function findMail(mailId: MailId, database: ReadModelDatabase): MailRow {
  const row = latest.find(database, mailId) ?? database.get<MailRow>(FIND, mailId);
  if (row === undefined) throw new Error(`an event of mail ${mailId} comes before the mail was received`);
  return row;
}

export function setMailAside({ sequence }: MailRow, reason: string, database: ReadModelDatabase): void {
  database.run(SET_ASIDE, reason, sequence);
}

export function beginReinterpretationOf(
  { sequence }: MailRow,
  begun: MailReinterpreted,
  database: ReadModelDatabase,
): void {
  database.run(BEGIN, sequence, JSON.stringify(begun));
  latest.forget(database);
}

export function endReinterpretationOf({ sequence }: MailRow, database: ReadModelDatabase): void {
  database.run(END, sequence);
  latest.forget(database);
}

/** Puts what a mail is now in the place of what it was taken for. */
export function updateMail(
  { sequence }: MailRow,
  { kind, messageId, subject, from, family, interpreter }: MailReinterpreted,
  setAsideReason: string | null,
  database: ReadModelDatabase,
): void {
  database.run(REINTERPRET, kind, messageId, subject, from, family, interpreter, setAsideReason, sequence);
}
