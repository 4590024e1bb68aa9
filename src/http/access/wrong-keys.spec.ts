import { describe, expect, it } from 'vitest';
import { WrongKeys } from './wrong-keys.js';

describe('wrong keys', () => {
  it('are answered at once a few times, then slowly, for each address by itself', () => {
    const keys = new WrongKeys(() => 0);

    const delays = Array.from({ length: 7 }, () => keys.delayMs('192.0.2.1'));

    expect(delays).toEqual([0, 0, 0, 0, 0, 1_000, 1_000]);
    expect(keys.delayMs('192.0.2.2')).toBe(0);
  });

  it('are forgotten after a minute', () => {
    let now = 0;
    const keys = new WrongKeys(() => now);
    for (let n = 0; n < 10; n += 1) keys.delayMs('192.0.2.1');

    now = 60_000;

    expect(keys.delayMs('192.0.2.1')).toBe(0);
  });
});
