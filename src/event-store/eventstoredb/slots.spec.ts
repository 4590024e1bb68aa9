import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

describe('slots', () => {
  it('never let more run than there are, and everybody in turn, whatever becomes of those before', async () => {
    const slots = new Slots(3);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        slots.run(async () => {
          begun.push(index);
          most = Math.max(most, (running += 1));
          await new Promise(setImmediate);
          running -= 1;
          if (index % 4 === 0) throw new Error(`work ${index}`);
        }),
      ),
    );
    expect(most).toBe(3);
    expect(begun).toEqual(results.map((_, index) => index));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  });
});
