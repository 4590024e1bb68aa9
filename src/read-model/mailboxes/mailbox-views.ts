import type { CustodyCounts } from '../../events/index.js';
import type { AtPosition, Page, PageRequest } from '../engine/index.js';
import type { RecordedFailures } from '../../mailbox/index.js';

/** Collections that ended with an error of one kind. */
export interface MailboxFailures {
  /** The error's code, without what a server may invent: `pop3-timeout`, `pop3-refused-in-use`. */
  readonly error: string;
  /** One that lasts over many collections is recorded, and counts, once. */
  readonly failures: number;
  readonly lastAt: string;
}

/** What was recorded of one mailbox. Times are ISO 8601, UTC. */
export interface RecordedMailbox {
  readonly name: string;
  /** When a session last ran to its end. */
  readonly lastSuccessAt: string | null;
  /** Since when the oldest mail waits that was listed but not taken. */
  readonly oldestWaitingAt: string | null;
  readonly waiting: number;
  /** Mails on the server after the last session that listed them. */
  readonly left: number;
  /** Code of the error that ended the last session early; null if it ended well. */
  readonly lastError: string | null;
  /** When the first of the sessions in a row began that did not end well. */
  readonly failingSince: string | null;
  /** Most failures first. */
  readonly failures: readonly MailboxFailures[];
  /** Mails that could not be taken in, and are still on the server. */
  readonly leftAside: RecordedFailures;
  /** Sums over all sessions. */
  readonly custody: CustodyCounts;
}

export interface RecordedMailboxes {
  /** In the order of their first collection. */
  all(): readonly RecordedMailbox[];
  /** How far the log was followed. */
  readonly position: string;
}

/** One mailbox, as far as it was recorded and as this process knows it. */
export interface MailboxView extends RecordedMailbox {
  /** It stands in this process's configuration. */
  readonly configured: boolean;
  readonly nextCollectionAt: string | null;
}

export interface MailboxQueries {
  /** Those that were collected from, in the order of their first collection, then those that are configured only. */
  list(page: PageRequest): Page<MailboxView>;
  /** Null where there is no such mailbox. */
  find(name: string): (MailboxView & AtPosition) | null;
}
