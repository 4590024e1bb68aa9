import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './parking.js';

describe('the rest of a mail that failed', () => {
  it('is short for the first two failures, an hour once it is parked, and at most a day', () => {
    const minutes = Array.from({ length: 10 }, (_, tries) => retryDelayMs(tries + 1) / 60_000);
    expect(minutes).toEqual([0.5, 2, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
  });
});
