import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropStalled } from './drop-stalled.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function* chunks(): AsyncGenerator<string> {
  yield 'one';
  yield 'two';
  await new Promise(() => undefined);
}

describe('a reader of a stream', () => {
  it('is dropped when it does not ask for more in time', async () => {
    const drop = vi.fn();
    const stream = dropStalled(chunks(), { maxStallMs: 1_000, drop });
    await stream.next();

    vi.advanceTimersByTime(999);
    expect(drop).not.toHaveBeenCalled();

    vi.advanceTimersByTime(1);
    expect(drop).toHaveBeenCalledOnce();
  });

  it('may wait as long as it likes for what has not come yet', async () => {
    const drop = vi.fn();
    const stream = dropStalled(chunks(), { maxStallMs: 1_000, drop });

    expect((await stream.next()).value).toBe('one');
    expect((await stream.next()).value).toBe('two');
    void stream.next();
    await vi.advanceTimersByTimeAsync(3_600_000);

    expect(drop).not.toHaveBeenCalled();
  });
});
