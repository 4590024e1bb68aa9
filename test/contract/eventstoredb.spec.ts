import { openEventStoreDb } from '../../src/event-store/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { describeEventStore } from './event-store.contract.js';

describeEventStore('EventStoreDB (stand-in)', async () => {
  const server = await EventStoreDbStandIn.start();
  let store = await openEventStoreDb({ url: server.url });
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      await store.close();
      store = await openEventStoreDb({ url: server.url });
    },
    dispose: async () => {
      await store.close();
      server.kill();
    },
  };
});
