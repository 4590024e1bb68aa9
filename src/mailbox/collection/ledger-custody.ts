import { newEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import type { CustodyRecord } from './custody.port.js';

/** Records collections in the stream of their mailbox. */
export function ledgerCustody(ledger: Ledger): CustodyRecord {
  return {
    async completed(collection, leftAside) {
      const { mailbox } = collection;
      const completed = newEvent('CollectionCompleted', collection, ledger);
      const left = leftAside === null ? [] : [newEvent('MailsLeftAside', { mailbox, ...leftAside }, ledger)];
      await ledger.store.append(streams.custody(mailbox), 'any', [completed, ...left]);
    },
  };
}
