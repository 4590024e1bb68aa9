import { expect, it } from 'vitest';
import { hasExpired } from './expiry.js';

it('an event expires at the moment at which its stream’s age has passed', () => {
  expect(hasExpired(1_000, 2, 2_999)).toBe(false);
  expect(hasExpired(1_000, 2, 3_000)).toBe(true);
});
