import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { describeEventStore } from './event-store.contract.js';

describeEventStore('embedded', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-store-'));
  let store = await openEmbeddedEventStore({ dataDir });
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      await store.close();
      store = await openEmbeddedEventStore({ dataDir });
    },
    dispose: async () => {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
});
