import type { LedgerKeys } from '../../../ledger/index.js';
import type { AtPosition, AsOfPoint, AsOfStates } from '../../engine/index.js';
import type { LookupPurpose, LookupResult, RecipientView } from '../recipient-views.js';
import { SqliteRecipientQueries } from './sqlite-recipient-queries.js';

/** What was thought of recipients at a point of the log. Throws what {@link AsOfStates.read} throws. */
export class AsOfRecipients {
  constructor(
    private readonly past: AsOfStates,
    private readonly keys: LedgerKeys,
  ) {}

  find(address: string, point: AsOfPoint): Promise<RecipientView & AtPosition> {
    return this.past.read(point, (state) => new SqliteRecipientQueries(state, this.keys).find(address, state.instant));
  }

  lookup(
    addresses: readonly string[],
    purpose: LookupPurpose,
    point: AsOfPoint,
  ): Promise<{ readonly results: readonly LookupResult[] } & AtPosition> {
    return this.past.read(point, (state) =>
      new SqliteRecipientQueries(state, this.keys).lookup(addresses, purpose, state.instant),
    );
  }
}
