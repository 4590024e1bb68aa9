import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FewAtATime } from './few-at-a-time.js';

describe('a few at a time', () => {
  it('calls everybody back in the order in which they came', async () => {
    const few = new FewAtATime();
    const called: number[] = [];
    for (let number = 0; number < 100; number += 1) few.call(() => called.push(number));
    expect(called).toEqual([]);
    while (called.length < 100) await nextTurn();
    expect(called).toEqual(Array.from({ length: 100 }, (_, number) => number));
  });

  it('leaves turns of the event loop to others in between', async () => {
    const few = new FewAtATime();
    let called = 0;
    for (let number = 0; number < 100; number += 1) few.call(() => (called += 1));
    let turns = 0;
    for (; called < 100; turns += 1) await nextTurn();
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('takes up again after everybody was called', async () => {
    const few = new FewAtATime();
    await new Promise<void>((resolve) => {
      few.call(resolve);
    });
    await new Promise<void>((resolve) => {
      few.call(() => {
        few.call(resolve);
      });
    });
  });
});
