import type { CustodyCounts } from '../ledger/events/index.js';
import type { Page, PageRequest } from '../projections/index.js';

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
  /** Sums over all sessions. */
  readonly custody: CustodyCounts;
}

export interface MailboxQueries {
  list(page: PageRequest): Page<MailboxView>;
}
