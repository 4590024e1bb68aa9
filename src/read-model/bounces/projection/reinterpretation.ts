import { type LedgerEventOf, type TypedEvent } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { applyReinterpretation, type ReinterpretedEvent } from './apply-reinterpretation.js';
import { beginReinterpretationOf, endReinterpretationOf, findMail } from './mail-rows.js';

const FIND = `
SELECT begun, (SELECT count(*) FROM reinterpreted_events e WHERE e.mail = r.mail) AS come
FROM reinterpretations r WHERE mail = ?`;
const TAKE_IN = 'INSERT INTO reinterpreted_events (mail, n, event) VALUES (?, ?, ?)';
const SET = 'SELECT event FROM reinterpreted_events WHERE mail = ? ORDER BY n';
const FORGET_SET = 'DELETE FROM reinterpreted_events WHERE mail = ?';

type MailReinterpreted = LedgerEventOf<'MailReinterpreted'>['data'];

interface Reinterpretation {
  readonly begun: string;
  /** Events of the new set that have come. */
  readonly come: number;
}

/** A mail was reinterpreted: its new set of events follows, and counts once all of it is there. */
export function beginReinterpretation(begun: MailReinterpreted, database: ReadModelDatabase): void {
  beginReinterpretationOf(findMail(begun.mailId, database), begun, database);
}

/**
 * Takes in an event that belongs to the new set of a mail that was reinterpreted. At the last one the set takes effect,
 * as one change: nobody hears of what is true only halfway through.
 * @returns false where the event belongs to no such set
 */
export function takeInReinterpreted(event: TypedEvent, database: ReadModelDatabase, changes: Changes): boolean {
  if (!isOfSet(event)) return false;
  const mail = findMail(event.data.mailId, database);
  const reinterpretation = mail.reinterpreting === 1 ? database.get<Reinterpretation>(FIND, mail.sequence) : undefined;
  if (reinterpretation === undefined) return false;
  const { come } = reinterpretation;
  const begun = JSON.parse(reinterpretation.begun) as MailReinterpreted;
  database.run(TAKE_IN, mail.sequence, come, JSON.stringify({ type: event.type, data: event.data }));
  if (come + 1 < begun.events) return true;
  const set = database
    .all<{ event: string }>(SET, mail.sequence)
    .map((row) => JSON.parse(row.event) as ReinterpretedEvent);
  endReinterpretationOf(mail, database);
  database.run(FORGET_SET, mail.sequence);
  applyReinterpretation(mail, begun, set, database, changes);
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
