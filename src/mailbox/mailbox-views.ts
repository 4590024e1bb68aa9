import type { CustodyCounts } from '../ledger/events/index.js';
import type { AtPosition, Page, PageRequest } from '../projections/index.js';
import type { LeftAside } from './mails-left-aside.js';

/** What the collector did in one mailbox. Times are ISO 8601, UTC. */
export interface MailboxView {
  readonly name: string;
  /** When a session last ran to its end. */
  readonly lastSuccessAt: string | null;
  /** Since when the oldest mail waits that was listed but not taken. */
  readonly oldestWaitingAt: string | null;
  readonly waiting: number;
  /** Code of the error that ended the last session early; null if it ended well. */
  readonly lastError: string | null;
  /** Mails that could not be taken in, and are still on the server. */
  readonly leftAside: LeftAside;
  /** Sums over all sessions. */
  readonly custody: CustodyCounts;
}

export interface MailboxQueries {
  list(page: PageRequest): Page<MailboxView>;
  /** Null where there is no such mailbox. */
  find(name: string): (MailboxView & AtPosition) | null;
}
