import { newEvent, streams, type Ledger } from '../ledger/index.js';
import type { CustodyRecord } from './custody.port.js';

/** Records collections in the stream of their mailbox. */
export function ledgerCustody(ledger: Ledger): CustodyRecord {
  return {
    async completed(collection) {
      const event = newEvent('CollectionCompleted', collection, ledger);
      await ledger.store.append(streams.custody(collection.mailbox), 'any', [event]);
    },
  };
}
