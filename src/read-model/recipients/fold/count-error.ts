import type { Policy } from '../../../classification/index.js';
import type { CountedError } from './recipient-state.js';
import { forgottenAt } from './recipient-state.js';

const HOUR_MS = 3_600_000;

export interface Counted {
  /** By their times. */
  readonly errors: readonly CountedError[];
  /** Whether the error is one of them; else it came too soon, or had been forgotten when the next one came. */
  readonly outcome: 'counted' | 'within-gap' | 'forgotten';
}

/**
 * Counts one more error among those that count, wherever its time lies: it counts if it lies at least the policy's gap
 * from each of them. Errors that come in the order of their times so count from the first on, each a gap after the
 * last. The work is bounded by the threshold, whatever the order.
 */
export function countError(errors: readonly CountedError[], error: CountedError, policy: Policy): Counted {
  const gap = policy.significantGapHours * HOUR_MS;
  const place = errors.findLastIndex(({ at }) => at <= error.at) + 1;
  const [before, after] = [errors[place - 1], errors[place]];
  const isTooSoon = before !== undefined && error.at - before.at < gap;
  if (isTooSoon || (after !== undefined && after.at - error.at < gap)) {
    if (before === undefined) return { errors, outcome: 'within-gap' };
    const covering = { ...before, lastAt: Math.max(before.lastAt, error.at) };
    return { errors: errors.with(place - 1, covering), outcome: 'within-gap' };
  }
  const counted = sinceCleared(errors.toSpliced(place, 0, error), policy);
  return { errors: counted, outcome: counted.includes(error) ? 'counted' : 'forgotten' };
}

/** Without those that were forgotten before the next one came. */
function sinceCleared(errors: readonly CountedError[], policy: Policy): readonly CountedError[] {
  const cleared = errors.findLastIndex((error, index) => {
    const next = errors[index + 1];
    return next !== undefined && forgottenAt(error, policy) <= next.at;
  });
  return errors.slice(cleared + 1);
}
