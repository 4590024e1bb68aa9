import { blocksOf, type ImportedSuppression } from '../../../events/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import type { ReadModelSource } from '../../engine/index.js';
import { importOutcome } from '../../recipients/index.js';
import type { ImportPreview } from './import-views.js';
import { SeenNumbers } from './seen-numbers.js';

/** Digits of a key that tell it from others: 51 bits, and one more for what is blocked, are a whole number exactly. */
const HEX_DIGITS = 12;

/** Counts what the entries of a list would do to the recipients as they are now. */
export class Preview {
  readonly #seen = new SeenNumbers();
  readonly #counts = { new: 0, known: 0, contradictingRelease: 0, duplicates: 0 };

  constructor(
    private readonly source: ReadModelSource,
    private readonly keys: Pick<LedgerKeys, 'recipientKey'>,
  ) {}

  add(entry: ImportedSuppression): void {
    const recipientKey = this.keys.recipientKey(entry.address);
    const number =
      Number.parseInt(recipientKey.slice(0, HEX_DIGITS), 16) * 2 + (blocksOf(entry.kind) === 'all' ? 2 : 1);
    if (!this.#seen.add(number)) this.#counts.duplicates += 1;
    else this.#counts[importOutcome(this.source.database, recipientKey, entry)] += 1;
  }

  get counts(): ImportPreview {
    return { ...this.#counts };
  }
}
