import { type BounceId, type CustodyCounts, type MailId, type RecordedEvent, typedEvent } from '../events/index.js';
import { mailIdOf, normaliseRecipient } from '../ledger/index.js';

/** What the event log holds about the mails that were in the mailbox. */
export interface LedgerCheck {
  /** Mails in the log. */
  readonly mails: number;
  /** Mails of the mailbox that are not in the log. */
  readonly lost: number;
  /** Mails and bounces that are in the log more than once. */
  readonly countedTwice: number;
  readonly bounces: number;
  /** Different addresses that bounced. */
  readonly recipients: number;
  /** What each collection session that completed recorded. */
  readonly sessions: readonly CustodyCounts[];
}

/** Compares the event log with the mails themselves. It trusts neither read models nor counters. */
export async function checkLedger(mailbox: readonly Buffer[], log: AsyncIterable<RecordedEvent>): Promise<LedgerCheck> {
  const mails = new Map<MailId, number>();
  const bounces = new Map<BounceId, number>();
  const recipients = new Set<string>();
  const sessions: CustodyCounts[] = [];
  for await (const event of log) {
    const { type, data } = typedEvent(event);
    switch (type) {
      case 'MailReceived': {
        count(mails, data.mailId);
        break;
      }
      case 'BounceReceived': {
        const { bounceId, recipient } = data;
        count(bounces, bounceId);
        if (recipient !== null) recipients.add(normaliseRecipient(recipient));
        break;
      }
      case 'CollectionCompleted': {
        if (data.error === null) sessions.push(data);
        break;
      }
      default:
    }
  }
  return {
    mails: mails.size,
    lost: mailbox.filter((bytes) => !mails.has(mailIdOf(bytes))).length,
    countedTwice: repeated(mails) + repeated(bounces),
    bounces: bounces.size,
    recipients: recipients.size,
    sessions,
  };
}

function count<Id>(seen: Map<Id, number>, id: Id): void {
  seen.set(id, (seen.get(id) ?? 0) + 1);
}

function repeated(seen: ReadonlyMap<unknown, number>): number {
  return [...seen.values()].filter((times) => times > 1).length;
}
