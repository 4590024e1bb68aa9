import type { LedgerEventOf } from '../../events/index.js';
import type { RecordedFailures } from './retrieval-failures.js';

export type CollectionCompletedData = LedgerEventOf<'CollectionCompleted'>['data'];

/** Where it is recorded what became of every mail that a server listed. */
export interface CustodyRecord {
  /**
   * Resolves when it is durable.
   * @param failures what stays in the mailbox from now on because it failed; null: the same as before
   */
  completed(collection: CollectionCompletedData, failures: RecordedFailures | null): Promise<void>;
}

/** What was recorded of mailboxes before. */
export interface RecordedCustody {
  /** The mails of the mailbox that failed, as far as the log was followed. */
  failuresIn(mailbox: string): RecordedFailures;
}
