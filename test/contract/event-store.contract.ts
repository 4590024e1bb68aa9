import { afterEach, beforeEach, describe } from 'vitest';
import { appending } from './appending.js';
import { closing } from './closing.js';
import { agreesWithModel } from './model.js';
import { readingAll } from './reading-all.js';
import { readingStreams } from './reading-streams.js';
import { retiring } from './retiring.js';
import { retrying } from './retrying.js';
import type { StoreUnderTest } from './store-under-test.js';
import { subscribing } from './subscribing.js';
import { values } from './values.js';

/**
 * What every adapter of the event store port must do, whatever is behind it.
 * @param open gives a store on an empty log
 */
export function describeEventStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`event store: ${name}`, () => {
    let current: StoreUnderTest | undefined;

    beforeEach(async () => {
      current = await open();
    });
    afterEach(async () => {
      await current?.dispose();
      current = undefined;
    });

    const parts = {
      appending,
      retrying,
      values,
      readingStreams,
      readingAll,
      subscribing,
      retiring,
      closing,
      agreesWithModel,
    };
    for (const [title, part] of Object.entries(parts)) {
      describe(title, () => {
        part(() => {
          if (current === undefined) throw new Error('a store is only open while a test runs');
          return current;
        });
      });
    }
  });
}
