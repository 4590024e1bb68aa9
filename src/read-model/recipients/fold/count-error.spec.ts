import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../classification/index.js';
import { countError } from './count-error.js';
import type { CountedError } from './recipient-state.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let sequence = 0;
const error = (days: number, reason: CountedError['reason'] = 'network-error'): CountedError => ({
  ...{ at: days * DAY, lastAt: days * DAY, reason },
  sequence: ++sequence,
});
const counting = (errors: readonly CountedError[]) =>
  errors.reduce<readonly CountedError[]>((counted, next) => countError(counted, next, DEFAULT_POLICY).errors, []);
const daysOf = (errors: readonly CountedError[]) => errors.map(({ at }) => at / DAY);

describe('counting one more error', () => {
  it.each([
    ['after the others, a gap after the last', [1, 2], 3, [1, 2, 3]],
    ['between two others, a gap from both', [1, 3], 2, [1, 2, 3]],
    ['before the others, a gap before the first', [2, 3], 1, [1, 2, 3]],
    ['not within the gap after one', [1, 3], 1.5, [1, 3]],
    ['not within the gap before one', [1, 3], 2.5, [1, 3]],
    ['not within the gap before the first', [1, 3], 0.5, [1, 3]],
    ['not where it was forgotten before the first', [20, 21], 5, [20, 21]],
    ['and those before it no more that were forgotten then', [1], 12, [12]],
  ])('counts it %s', (_, before, days, expected) => {
    expect(daysOf(counting([...before, days].map((at) => error(at))))).toEqual(expected);
  });

  it('keeps the errors of a full mailbox for their thirty days', () => {
    expect(daysOf(counting([error(25), error(1, 'mailbox-full')]))).toEqual([1, 25]);
  });

  it('notes one that came too soon as the last of those that it counts with', () => {
    expect(counting([error(1), error(1.5), error(1.2)])[0]).toMatchObject({ at: DAY, lastAt: 1.5 * DAY });
  });

  it('counts the same in any order where they lie a gap apart', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9), { maxLength: 10 }), (days) => {
        expect(daysOf(counting(days.map((day) => error(day))))).toEqual(days.toSorted((a, b) => a - b));
      }),
    );
  });
});
