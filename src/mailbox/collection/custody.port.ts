import type { LedgerEventOf } from '../../events/index.js';
import type { LeftAside } from './mails-left-aside.js';

export type CollectionCompletedData = LedgerEventOf<'CollectionCompleted'>['data'];

/** Where it is recorded what became of every mail that a server listed. */
export interface CustodyRecord {
  /**
   * Resolves when it is durable.
   * @param leftAside what is left aside in the mailbox from now on; null: what was
   */
  completed(collection: CollectionCompletedData, leftAside: LeftAside | null): Promise<void>;
}

/** What was recorded of mailboxes before. */
export interface RecordedCustody {
  /** What is left aside in the mailbox, as far as the log was followed. */
  leftAsideIn(mailbox: string): LeftAside;
}
