import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

describe('slots', () => {
  it('never let more run than there are, and everybody in turn, whatever becomes of those before', async () => {
    const slots = new Slots(3, 100);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        slots.run(1, async () => {
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

  it('never let more bytes run than there may be, and what is larger alone, and nobody overtakes it', async () => {
    const slots = new Slots(3, 10);
    const running = new Set<number>();
    const beside: string[] = [];
    const sizes = [4, 6, 1, 25, 1, 2, 8];
    await Promise.all(
      sizes.map((bytes, index) =>
        slots.run(bytes, async () => {
          running.add(index);
          beside.push([...running].join('+'));
          await new Promise(setImmediate);
          running.delete(index);
        }),
      ),
    );
    expect(beside).toEqual(['0', '0+1', '1+2', '3', '4', '4+5', '5+6']);
  });
});
