import type { MailId } from '../ledger/events/index.js';
import type { ListedMail } from './pop3/listing.js';

const FIRST_REST_MS = 60 * 60 * 1000;
const LONGEST_REST_MS = 24 * FIRST_REST_MS;

/** A mail that is in the ledger and, as far as we know, still on the server. */
export interface Remembered {
  readonly mailId: MailId;
  /** Until when it is to stay on the server; null: it may be deleted. */
  readonly staysUntilMs: number | null;
}

/**
 * What one process remembers of a mailbox from one session to the next. Nothing is lost with it: a mail that is not
 * remembered is retrieved again, and the ledger knows it by its content.
 */
export class MailboxMemory {
  /** By unique id. */
  readonly #acknowledged = new Map<string, Remembered & { readonly size: number }>();
  readonly #failed = new Map<string, { readonly failures: number; readonly untilMs: number }>();
  /** What was last recorded of the mailbox besides counts that moved. */
  lastRecorded: { readonly parked: number; readonly errorCode: string | null } = { parked: 0, errorCode: null };

  /**
   * Number of the last mail that a session retrieved where unique ids do not tell mails apart and mails stay on the server: the
   * next session begins behind it, so that all have their turn.
   */
  turn = 0;

  acknowledge({ uidl, size }: ListedMail, mail: Remembered): void {
    if (uidl !== null) this.#acknowledged.set(uidl, { ...mail, size });
  }

  /** What is known of the listed mail, if an earlier session found it in the ledger. Asked only where unique ids are unique. */
  recall({ uidl, size }: ListedMail): Remembered | null {
    const acknowledged = uidl === null ? undefined : this.#acknowledged.get(uidl);
    return acknowledged?.size === size ? acknowledged : null;
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
