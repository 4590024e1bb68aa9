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

  it('runs no more than it holds, and everybody in turn, whatever becomes of those before', async () => {
    const window = new Window(3, 100);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        window.run(1, async () => {
          begun.push(index);
          most = Math.max(most, (running += 1));
          await setImmediate();
          running -= 1;
          if (index % 4 === 0) throw new Error(`work ${index}`);
        }),
      ),
    );
    expect(most).toBe(3);
    expect(begun).toEqual(results.map((_, index) => index));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  });

  it('runs no more bytes than it holds, and what is larger alone, and nobody overtakes it', async () => {
    const window = new Window(3, 10);
    const running = new Set<number>();
    const beside: string[] = [];
    const sizes = [4, 6, 1, 25, 1, 2, 8];
    await Promise.all(
      sizes.map((bytes, index) =>
        window.run(bytes, async () => {
          running.add(index);
          beside.push([...running].join('+'));
          await setImmediate();
          running.delete(index);
        }),
      ),
    );
    expect(beside).toEqual(['0', '0+1', '1+2', '3', '4', '4+5', '5+6']);
  });
});
