import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Window } from './window.js';

/** Enters with each size in turn; tells which have entered so far. */
function enterAll(window: Window, sizes: readonly number[]): { readonly entered: readonly number[] } {
  const entered: number[] = [];
  for (const [index, bytes] of sizes.entries()) void window.enter(bytes).then(() => entered.push(index));
  return { entered };
}

describe('a window', () => {
  it('lets in as many as it holds, and the next when one leaves', async () => {
    const window = new Window(2, 100);
    const { entered } = enterAll(window, [1, 1, 1, 1]);
    await setImmediate();
    expect(entered).toEqual([0, 1]);
    window.leave(1);
    await setImmediate();
    expect(entered).toEqual([0, 1, 2]);
  });

  it('lets in as many bytes as it holds, in order', async () => {
    const window = new Window(10, 100);
    const { entered } = enterAll(window, [60, 60, 1]);
    await setImmediate();
    expect(entered).toEqual([0]);
    window.leave(60);
    await setImmediate();
    expect(entered).toEqual([0, 1, 2]);
  });

  it('lets what is larger than itself pass alone', async () => {
    const window = new Window(10, 100);
    const { entered } = enterAll(window, [1, 500, 1]);
    await setImmediate();
    expect(entered).toEqual([0]);
    window.leave(1);
    await setImmediate();
    expect(entered).toEqual([0, 1]);
    window.leave(500);
    await setImmediate();
    expect(entered).toEqual([0, 1, 2]);
  });
});
