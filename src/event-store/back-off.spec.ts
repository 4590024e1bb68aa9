import { expect, it } from 'vitest';
import { backOffMs } from './back-off.js';

it('waits twice as long after each failure, up to the limit', () => {
  const waits = [1, 2, 3, 4, 5, 2_000].map((failures) => backOffMs(failures, { minMs: 100, maxMs: 1_000 }));
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
});
