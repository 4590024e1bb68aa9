import type { CollectionCompletedData } from './custody.port.js';
import { ListedSizes } from './listed-sizes.js';
import type { MailId } from '../../events/index.js';
import { RetrievalFailures, NO_RETRIEVAL_FAILURES, type RecordedFailures } from './retrieval-failures.js';
import type { ListedMail, Listing } from '../pop3/listing.js';
import type { UniqueIds } from '../pop3/unique-ids.js';

/** A mail that is in the ledger and, as far as we know, still on the server. */
export interface Remembered {
  readonly mailId: MailId;
  /** Until when it is to stay on the server; null: it may be deleted. */
  readonly staysUntilMs: number | null;
}

/** Mails that are remembered: beyond, those that were found first are retrieved again, or known by the ledger. */
const MAX_REMEMBERED = 100_000;
/** Unique ids of a listing are remembered while they take no more: those of a million and a half. */
const MAX_LISTED_BYTES = 16 * 1024 * 1024;

interface LastRecorded {
  readonly parked: number;
  readonly error: string | null;
  readonly failures: RecordedFailures;
}

/**
 * What one process remembers of a mailbox from one session to the next. Nothing is lost with it: a mail that is not
 * remembered is retrieved again, and the ledger knows it by its content.
 */
export class MailboxMemory {
  /** By unique id. */
  readonly #acknowledged = new Map<string, Remembered & { readonly size: number }>();
  #listedBefore: UniqueIds | null = null;
  readonly failures = new RetrievalFailures();
  readonly listedSizes = new ListedSizes();
  /** What was last recorded of the mailbox besides counts that moved. */
  lastRecorded: LastRecorded = { parked: 0, error: null, failures: NO_RETRIEVAL_FAILURES };
  /** Collections that could not be recorded when they ended, oldest first. */
  readonly unrecorded: CollectionCompletedData[] = [];
  #hasRecovered = false;

  /**
   * Number of the last mail that a session retrieved where unique ids do not tell mails apart and mails stay on the
   * server: the next session begins behind it, so that all have their turn.
   */
  turn = 0;

  /**
   * Place in the listing from which on the next session looks at mails, where there are more than one looks at: so that
   * all have their turn.
   */
  firstListed = 0;

  acknowledge({ uidl, size }: ListedMail, mail: Remembered): void {
    if (uidl === null) return;
    this.#acknowledged.set(uidl, { ...mail, size });
    const [oldest] = this.#acknowledged.keys();
    if (this.#acknowledged.size > MAX_REMEMBERED && oldest !== undefined) this.#acknowledged.delete(oldest);
  }

  /**
   * What is known of the listed mail, if an earlier session found it in the ledger. Asked only where unique ids are
   * unique.
   */
  recall({ uidl, size }: ListedMail): Remembered | null {
    const acknowledged = uidl === null ? undefined : this.#acknowledged.get(uidl);
    return acknowledged?.size === size ? acknowledged : null;
  }

  /** The mail is gone from the server, or remembered elsewhere: its unique id may be given to another mail. */
  forget({ uidl }: ListedMail): void {
    if (uidl !== null) this.#acknowledged.delete(uidl);
  }

  /** Mails were deleted, and the server numbers those behind them anew. */
  deleted(mails: Iterable<ListedMail>): void {
    const { firstListed } = this;
    for (const mail of mails) {
      this.forget(mail);
      if (mail.number <= firstListed) this.firstListed -= 1;
    }
  }

  /** Whether an earlier session of this process has listed the mailbox. */
  get hasListed(): boolean {
    return this.#listedBefore !== null;
  }

  /** Whether the last listing of this process lacked the unique id. */
  isNewlyListed({ uidl }: ListedMail): boolean {
    return this.#listedBefore !== null && uidl !== null && !this.#listedBefore.has(uidl);
  }

  /** What the server lists now; what it does not list is forgotten. */
  listed({ uidls }: Pick<Listing, 'uidls'>): void {
    for (const uidl of this.#acknowledged.keys()) if (!uidls.has(uidl)) this.#acknowledged.delete(uidl);
    this.#listedBefore = uidls.bytes <= MAX_LISTED_BYTES ? uidls : null;
  }

  /** Takes up what was recorded before this process began; done once. */
  recover(recorded: () => RecordedFailures): void {
    if (this.#hasRecovered) return;
    this.#hasRecovered = true;
    const failures = recorded();
    this.failures.recover(failures.mails);
    this.lastRecorded = { ...this.lastRecorded, failures };
  }
}
