import { describe, expect, it, vi } from 'vitest';
import { AppendTooLargeError, WrongExpectedRevisionError, type EventStore } from '../event-store/index.js';
import type { GlobalPosition, UnsavedEvent } from '../events/index.js';
import { appendFirstFitting } from './append-first-fitting.js';

const EVENT: UnsavedEvent = { id: '5b0f4e0a-51d6-4f0a-9d0e-6f1f4a0c8f11', type: 'Any', data: {}, metadata: {} };
const form = (events: number) => ({ name: `of ${events}`, events: Array<UnsavedEvent>(events).fill(EVENT) });

/** Takes so many events at most. */
function storeFor(maxEvents: number) {
  const append = vi.fn<EventStore['append']>((stream, _revision, events) =>
    events.length > maxEvents
      ? Promise.reject(new AppendTooLargeError(stream, events.length))
      : Promise.resolve({ revision: 0, position: '7' as GlobalPosition }),
  );
  return { append };
}

describe('appending the first form that fits', () => {
  it('gives that form and its position, and makes none after it', async () => {
    const store = storeFor(2);
    const made: number[] = [];
    function* forms() {
      for (const events of [4, 2, 1]) {
        made.push(events);
        yield form(events);
      }
    }
    expect(await appendFirstFitting(store, 'mail-1', 'no-stream', forms())).toEqual({
      form: form(2),
      position: '7' as GlobalPosition,
    });
    expect(made).toEqual([4, 2]);
  });

  it('fails with the store’s error where none fits', async () => {
    await expect(appendFirstFitting(storeFor(0), 'mail-1', 'no-stream', [form(2), form(1)])).rejects.toThrow(
      AppendTooLargeError,
    );
  });

  it('tries no other form after another failure', async () => {
    const append = vi.fn<EventStore['append']>(() =>
      Promise.reject(new WrongExpectedRevisionError('mail-1', 'no-stream', 0)),
    );
    await expect(appendFirstFitting({ append }, 'mail-1', 'no-stream', [form(2), form(1)])).rejects.toThrow(
      WrongExpectedRevisionError,
    );
    expect(append).toHaveBeenCalledOnce();
  });

  it('refuses to append nothing', async () => {
    await expect(appendFirstFitting(storeFor(1), 'mail-1', 'no-stream', [])).rejects.toThrow(TypeError);
  });
});
