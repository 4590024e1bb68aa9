import type { EventStore } from '../../src/event-store/index.js';

/** An adapter's store with an empty log behind it. */
export interface StoreUnderTest {
  /** The store to use now; another one after `reopen`. */
  readonly store: EventStore;
  /** Closes the store and opens it again on the same log. */
  reopen(): Promise<void>;
  /** Closes the store and removes the log. */
  dispose(): Promise<void>;
}

/** How the parts of the suite reach the store of the test that runs. */
export type CurrentStore = () => StoreUnderTest;
