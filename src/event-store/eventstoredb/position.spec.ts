import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GlobalPosition } from '../../events/index.js';
import { comparePositions, fromPosition, toPosition } from './position.js';

const offset = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const position = fc.record({ commit: offset, prepare: offset });

describe('positions of EventStoreDB', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(position, (place) => {
        expect(fromPosition(toPosition(place))).toEqual(place);
      }),
    );
  });

  it('stand in the order of their commit offset, then of their prepare offset', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const [left, right] = [
          BigInt(a.commit) * 2n ** 64n + BigInt(a.prepare),
          BigInt(b.commit) * 2n ** 64n + BigInt(b.prepare),
        ];
        const order = comparePositions(toPosition(a), toPosition(b));
        expect(Math.sign(order)).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });

  it.each(['', '12', '1/', '/1', '-1/0', '01/1', '1/1/1', '1.5/1', ' 1/1', `${'9'.repeat(21)}/1`])(
    'are not made of %j',
    (text) => {
      expect(() => fromPosition(text as GlobalPosition)).toThrow(TypeError);
    },
  );
});
