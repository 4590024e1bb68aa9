import type { LedgerEventOf } from '../ledger/events/index.js';

export type CollectionCompletedData = LedgerEventOf<'CollectionCompleted'>['data'];

/** Where it is recorded what became of every mail that a server listed. */
export interface CustodyRecord {
  /** Resolves when it is durable. */
  completed(collection: CollectionCompletedData): Promise<void>;
}
