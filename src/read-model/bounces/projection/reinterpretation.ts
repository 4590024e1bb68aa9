import { type LedgerEventOf, type MailId, type TypedEvent } from '../../../events/index.js';
import { ChangeKind, type Changes, type ReadModelDatabase } from '../../engine/index.js';
import { applyReinterpretation, type ReinterpretedEvent } from './apply-reinterpretation.js';
import { mailEntered } from '../changes.js';

const FIND_MAIL = 'SELECT sequence, mailbox FROM mails WHERE mail_id = ?';
const BEGIN = 'INSERT INTO reinterpretations (mail, begun) VALUES (?, ?)';
const FIND = `
SELECT mail, begun, (SELECT count(*) FROM reinterpreted_events e WHERE e.mail = r.mail) AS come
FROM reinterpretations r WHERE mail = (SELECT sequence FROM mails WHERE mail_id = ?)`;
const TAKE_IN = 'INSERT INTO reinterpreted_events (mail, n, event) VALUES (?, ?, ?)';
const SET = 'SELECT event FROM reinterpreted_events WHERE mail = ? ORDER BY n';
const FORGET = 'DELETE FROM reinterpretations WHERE mail = ?';
const FORGET_SET = 'DELETE FROM reinterpreted_events WHERE mail = ?';

type MailReinterpreted = LedgerEventOf<'MailReinterpreted'>['data'];

interface Mail {
  readonly sequence: number;
  readonly mailbox: string | null;
}
interface Reinterpretation {
  readonly mail: number;
  readonly begun: string;
  /** Events of the new set that have come. */
  readonly come: number;
}

const reinterpretationBegun = new ChangeKind<{ readonly mailId: MailId }>('reinterpretation-begun');

/** A mail was reinterpreted: its new set of events follows, and counts once all of it is there. */
export function beginReinterpretation(begun: MailReinterpreted, database: ReadModelDatabase, changes: Changes): void {
  const mail = mailOf(begun.mailId, database);
  database.run(BEGIN, mail.sequence, JSON.stringify(begun));
  changes.tell(reinterpretationBegun, { mailId: begun.mailId });
}

/**
 * Takes in an event that belongs to the new set of a mail that was reinterpreted. At the last one the set takes effect, as one change:
 * nobody is told of what is true only half way through.
 * @returns false where the event belongs to no such set
 */
export function takeInReinterpreted(event: TypedEvent, database: ReadModelDatabase, changes: Changes): boolean {
  if (!isOfSet(event) || isOfFirstReading(event.data.mailId, changes)) return false;
  const reinterpretation = database.get<Reinterpretation>(FIND, event.data.mailId);
  if (reinterpretation === undefined) return false;
  const { mail, come } = reinterpretation;
  const begun = JSON.parse(reinterpretation.begun) as MailReinterpreted;
  database.run(TAKE_IN, mail, come, JSON.stringify({ type: event.type, data: event.data }));
  if (come + 1 < begun.events) return true;
  const set = database.all<{ event: string }>(SET, mail).map((row) => JSON.parse(row.event) as ReinterpretedEvent);
  database.run(FORGET, mail);
  database.run(FORGET_SET, mail);
  applyReinterpretation(mailOf(begun.mailId, database), begun, set, database, changes);
  return true;
}

function isOfSet(event: TypedEvent): event is TypedEvent & ReinterpretedEvent {
  switch (event.type) {
    case 'BounceReceived':
    case 'BounceClassified':
    case 'DeliveryDelayed':
    case 'ComplaintReceived':
    case 'MailSetAside':
      return true;
    default:
      return false;
  }
}

/** Nearly every event follows its MailReceived: of those nothing has to be looked up. */
function isOfFirstReading(mailId: MailId, changes: Changes): boolean {
  return changes.latest(mailEntered)?.mailId === mailId && changes.latest(reinterpretationBegun) === undefined;
}

function mailOf(mailId: MailId, database: ReadModelDatabase): Mail {
  const mail = database.get<Mail>(FIND_MAIL, mailId);
  if (mail === undefined) throw new Error(`mail ${mailId} is read again before it was received`);
  return mail;
}
