import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ListedMail } from '../pop3/listing.js';
import type { SeenMails } from './seen-mails.port.js';

/** Each is a query: so many take a few milliseconds. */
const MAILS_PER_TURN = 500;

/**
 * Asks what the ledger has seen of many mails, in short turns of the event loop, so that others are answered meanwhile.
 * @returns the answers, for these mails of this mailbox
 */
export async function seenInTurns(seen: SeenMails, mailbox: string, mails: readonly ListedMail[]): Promise<SeenMails> {
  const answers = new Map<string, string>();
  for (let from = 0; from < mails.length; from += MAILS_PER_TURN) {
    for (const { uidl, size } of mails.slice(from, from + MAILS_PER_TURN)) {
      const receivedAt = uidl === null ? null : seen.receivedAt(mailbox, uidl, size);
      if (uidl !== null && receivedAt !== null) answers.set(`${size} ${uidl}`, receivedAt);
    }
    await nextTurn();
  }
  return { receivedAt: (_, uidl, size) => answers.get(`${size} ${uidl}`) ?? null };
}
