import { newEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import type { CustodyRecord } from './custody.port.js';

/** Records collections in the stream of their mailbox. */
export function ledgerCustody(ledger: Ledger): CustodyRecord {
  return {
    async completed(collection, failures) {
      const { mailbox } = collection;
      const completed = newEvent('CollectionCompleted', collection, ledger);
      const failed = failures === null ? [] : [newEvent('RetrievalFailuresRecorded', { mailbox, ...failures }, ledger)];
      await ledger.store.append(streams.custody(mailbox), 'any', [completed, ...failed]);
    },
  };
}
