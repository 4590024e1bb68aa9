import { SUPPRESSION_KINDS, type SuppressionKind } from '../../../events/index.js';
import type { ListFormatName } from '../../../lists/index.js';
import type { InvalidRow, ListCounts } from './import-views.js';

/** So many invalid rows are named; all are counted. */
const MAX_INVALID_NAMED = 1_000;

/** Counts what is made of the rows of a list. */
export class ListCounter {
  readonly #byKind = new Map<SuppressionKind, number>();
  readonly #invalid: InvalidRow[] = [];
  #invalidCount = 0;
  #notSuppressed = 0;
  #noAddress = 0;
  #accepted = 0;

  constructor(private readonly format: ListFormatName) {}

  accept(kind: SuppressionKind): void {
    this.#accepted += 1;
    this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
  }

  reject(line: number, error: string): void {
    this.#invalidCount += 1;
    if (this.#invalid.length < MAX_INVALID_NAMED) this.#invalid.push({ line, error });
  }

  passOver(why: 'not-suppressed' | 'no-address'): void {
    if (why === 'not-suppressed') this.#notSuppressed += 1;
    else this.#noAddress += 1;
  }

  get counts(): ListCounts {
    const byKind = Object.fromEntries(SUPPRESSION_KINDS.map((kind) => [kind, this.#byKind.get(kind) ?? 0]));
    return {
      format: this.format,
      rows: this.#accepted + this.#invalidCount + this.#notSuppressed + this.#noAddress,
      accepted: this.#accepted,
      byKind: byKind as Record<SuppressionKind, number>,
      invalidCount: this.#invalidCount,
      invalid: [...this.#invalid],
      passedOver: { notSuppressed: this.#notSuppressed, noAddress: this.#noAddress },
    };
  }
}
