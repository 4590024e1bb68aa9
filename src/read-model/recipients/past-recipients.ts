import type { LedgerKeys } from '../../ledger/index.js';
import type { AtPosition, PastPoint, PastStates } from '../engine/index.js';
import type { LookupPurpose, LookupResult, RecipientView } from './recipient-views.js';
import { StoredRecipients } from './stored-recipients.js';

/** What was thought of recipients at a point of the log. Throws what {@link PastStates.read} throws. */
export class PastRecipients {
  constructor(
    private readonly past: PastStates,
    private readonly keys: LedgerKeys,
  ) {}

  find(address: string, point: PastPoint): Promise<RecipientView & AtPosition> {
    return this.past.read(point, (state) => new StoredRecipients(state, this.keys).find(address, state.instant));
  }

  lookup(
    addresses: readonly string[],
    purpose: LookupPurpose,
    point: PastPoint,
  ): Promise<{ readonly results: readonly LookupResult[] } & AtPosition> {
    return this.past.read(point, (state) =>
      new StoredRecipients(state, this.keys).lookup(addresses, purpose, state.instant),
    );
  }
}
