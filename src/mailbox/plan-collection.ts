import type { MailId } from '../ledger/events/index.js';
import type { MailboxMemory } from './mailbox-memory.js';
import type { ListedMail, Listing } from './pop3/listing.js';
import type { Pop3MailboxOptions } from './pop3-mailbox-options.js';
import type { SeenMails } from './seen-mails.port.js';

/** What is to be done with each listed mail; one in none of the lists waits for the next session. */
export interface CollectionPlan {
  /** In the ledger already: not retrieved again. With its id where this process brought it in. */
  readonly known: readonly { readonly mail: ListedMail; readonly mailId: MailId | null }[];
  /** Too large, or resting after a failure: left on the server. */
  readonly parked: readonly ListedMail[];
  readonly retrieve: readonly ListedMail[];
}

export interface PlanningParts {
  readonly seen: SeenMails;
  readonly memory: MailboxMemory;
  readonly now: Date;
  /** Most mails that one session retrieves. */
  readonly maxMails: number;
  /** Most bytes, as listed; the first mail is retrieved whatever its size. */
  readonly maxBytes: number;
}

/**
 * A mail that is to be deleted counts as known only if this very process brought it in and the server has not confirmed its
 * deletion since. What the ledger remembers does not do: once a mail is deleted, its unique id may be given to another
 * (RFC 1939, section 7), which would then be deleted unread. A mail that is to be kept loses nothing by it.
 */
export function planCollection(
  { mails, uidlsAreUnique }: Listing,
  { name, after, maxMailBytes }: Pick<Pop3MailboxOptions, 'name' | 'after' | 'maxMailBytes'>,
  { seen, memory, now, maxMails, maxBytes }: PlanningParts,
): CollectionPlan {
  const plan = { known: [], parked: [], retrieve: [] } as {
    known: { mail: ListedMail; mailId: MailId | null }[];
    parked: ListedMail[];
    retrieve: ListedMail[];
  };
  let bytes = 0;
  for (const mail of mails) {
    const { uidl, size } = mail;
    const mailId = uidlsAreUnique ? memory.acknowledgedAs(mail) : null;
    const isSeen = after === 'keep' && uidlsAreUnique && uidl !== null && seen.has(name, uidl, size);
    if (mailId !== null || isSeen) plan.known.push({ mail, mailId });
    else if (size > maxMailBytes || memory.isResting(mail, now)) plan.parked.push(mail);
    else if (plan.retrieve.length < maxMails && (bytes + size <= maxBytes || bytes === 0)) {
      plan.retrieve.push(mail);
      bytes += size;
    }
  }
  return plan;
}
