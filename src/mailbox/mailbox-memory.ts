import type { MailId } from '../ledger/events/index.js';
import type { ListedMail } from './pop3/listing.js';

const FIRST_REST_MS = 60 * 60 * 1000;
const LONGEST_REST_MS = 24 * FIRST_REST_MS;

interface Acknowledged {
  readonly size: number;
  readonly mailId: MailId;
}

/**
 * What one process remembers of a mailbox from one session to the next. Nothing is lost with it: a mail that is not
 * remembered is retrieved again, and the ledger knows it by its content.
 */
export class MailboxMemory {
  /** Mails that are in the ledger and, as far as we know, still on the server; by unique id. */
  readonly #acknowledged = new Map<string, Acknowledged>();
  readonly #failed = new Map<string, { readonly failures: number; readonly untilMs: number }>();
  /** What was last recorded of the mailbox besides counts that moved. */
  lastRecorded: { readonly parked: number; readonly errorCode: string | null } = { parked: 0, errorCode: null };

  acknowledge({ uidl, size }: ListedMail, mailId: MailId): void {
    if (uidl !== null) this.#acknowledged.set(uidl, { size, mailId });
  }

  /** The listed mail's id, if an earlier session brought it into the ledger. Asked only where unique ids are unique. */
  acknowledgedAs({ uidl, size }: ListedMail): MailId | null {
    const acknowledged = uidl === null ? undefined : this.#acknowledged.get(uidl);
    return acknowledged?.size === size ? acknowledged.mailId : null;
  }

  /** The mail is gone from the server, or remembered elsewhere: its unique id may be given to another mail. */
  forget({ uidl }: ListedMail): void {
    if (uidl !== null) this.#acknowledged.delete(uidl);
  }

  /** Forgets what the server lists no more. */
  keepOnly(mails: readonly ListedMail[]): void {
    const listed = new Set(mails.map(({ uidl }) => uidl));
    for (const uidl of this.#acknowledged.keys()) if (!listed.has(uidl)) this.#acknowledged.delete(uidl);
    const keys = new Set(mails.map(keyOf));
    for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
  }

  /** The mail could not be taken in: it rests for an hour, then twice as long, so that the sessions between reach QUIT. */
  fail(mail: ListedMail, now: Date): void {
    const failures = (this.#failed.get(keyOf(mail))?.failures ?? 0) + 1;
    const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
    this.#failed.set(keyOf(mail), { failures, untilMs: now.getTime() + restMs });
  }

  isResting(mail: ListedMail, now: Date): boolean {
    const failed = this.#failed.get(keyOf(mail));
    return failed !== undefined && now.getTime() < failed.untilMs;
  }
}

/** Without a unique id the place in the listing has to do: a mistake only delays a mail. */
function keyOf({ number, size, uidl }: ListedMail): string {
  return uidl === null ? `#${number} ${size}` : `${uidl} ${size}`;
}
