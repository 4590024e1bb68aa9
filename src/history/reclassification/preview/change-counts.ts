import type { BounceId, Verdict } from '../../../events/index.js';
import type { ChangedBounce } from '../reclassify-page.js';
import type { ReclassificationPreview } from '../reclassification-views.js';

const EXAMPLES = 5;

interface Counted {
  readonly from: Verdict;
  readonly to: Verdict;
  count: number;
  readonly examples: BounceId[];
}

/** Counts bounces by what was thought of them and what is now. */
export class ChangeCounts {
  readonly #byChange = new Map<string, Counted>();
  #scanned = 0;
  #changed = 0;

  /** So many were classified. */
  scanned(bounces: number): void {
    this.#scanned += bounces;
  }

  /** One of them was classified differently. */
  changed({ bounceId, from, to }: ChangedBounce): void {
    this.#changed += 1;
    const key = `${from.type} ${from.reason} ${to.type} ${to.reason}`;
    let counted = this.#byChange.get(key);
    if (counted === undefined) {
      counted = { from, to, count: 0, examples: [] };
      this.#byChange.set(key, counted);
    }
    counted.count += 1;
    if (counted.examples.length < EXAMPLES) counted.examples.push(bounceId);
  }

  progress(): { readonly scanned: number; readonly changed: number } {
    return { scanned: this.#scanned, changed: this.#changed };
  }

  result(): Pick<ReclassificationPreview, 'scanned' | 'changed' | 'changes'> {
    const changes = [...this.#byChange.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ from, to, count, examples }) => ({
        from: [from.type, from.reason] as const,
        to: [to.type, to.reason] as const,
        count,
        examples,
      }));
    return { ...this.progress(), changes };
  }
}
