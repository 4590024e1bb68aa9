import type { CollectionReport, CollectNow } from '../../mailbox/index.js';

/** What an operator may ask of a running service. */
export interface Operations {
  /**
   * Collects from one mailbox now, whatever the schedule says.
   * @throws UnknownMailboxError
   */
  collect(mailbox: string, how: Pick<CollectNow, 'retryParked'>): Promise<CollectionReport>;
  /** Builds the read model again from the first event, beside the live one, and swaps. */
  rebuild(): Promise<RebuildReport>;
}

export interface RebuildReport {
  /** Events applied. */
  readonly events: number;
  /** How far the log was followed. */
  readonly position: string;
}
