import type { CollectionCompletedData } from './custody.port.js';
import { ListedSizes } from './listed-sizes.js';
import type { MailId } from '../../events/index.js';
import { RetrievalFailures, NO_RETRIEVAL_FAILURES, type RecordedFailures } from './retrieval-failures.js';
import type { ListedMail } from '../pop3/listing.js';

/** A mail that is in the ledger and, as far as we know, still on the server. */
export interface Remembered {
  readonly mailId: MailId;
  /** Until when it is to stay on the server; null: it may be deleted. */
  readonly staysUntilMs: number | null;
}

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
  #listedBefore: ReadonlySet<string> | null = null;
  readonly failures = new RetrievalFailures();
  readonly listedSizes = new ListedSizes();
  /** What was last recorded of the mailbox besides counts that moved. */
  lastRecorded: LastRecorded = { parked: 0, error: null, failures: NO_RETRIEVAL_FAILURES };
  /** Collections that could not be recorded when they ended, oldest first. */
  readonly unrecorded: CollectionCompletedData[] = [];
  #hasRecovered = false;

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

  /** Whether an earlier session of this process has listed the mailbox. */
  get hasListed(): boolean {
    return this.#listedBefore !== null;
  }

  /** Whether the last listing of this process lacked the unique id. */
  isNewlyListed({ uidl }: ListedMail): boolean {
    return this.#listedBefore !== null && uidl !== null && !this.#listedBefore.has(uidl);
  }

  /** What the server lists now; what it does not list is forgotten. */
  listed(mails: readonly ListedMail[]): void {
    const listed = new Set(mails.flatMap(({ uidl }) => uidl ?? []));
    for (const uidl of this.#acknowledged.keys()) if (!listed.has(uidl)) this.#acknowledged.delete(uidl);
    this.#listedBefore = listed;
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
