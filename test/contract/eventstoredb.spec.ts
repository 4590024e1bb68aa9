import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { openEventStoreDb, type EventStore } from '../../src/event-store/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { FreshStreams } from '../support/fresh-streams.js';
import { describeEventStore } from './event-store.contract.js';
import type { StoreUnderTest } from './store-under-test.js';

describeEventStore('EventStoreDB (stand-in)', async () => {
  const server = await EventStoreDbStandIn.start();
  return storeUnderTest(
    () => openEventStoreDb({ url: server.url }),
    () => {
      server.kill();
    },
  );
});

/** Connection string of a real server: the suite leaves streams under names of its own there, and harms no others. */
const url = process.env['EVENTSTORE_URL'];
if (url === undefined || url === '') {
  const reason = 'EVENTSTORE_URL is not set: the contract ran on the stand-in only';
  console.warn(reason);
  describe('event store: EventStoreDB (EVENTSTORE_URL)', () => {
    it.skip(reason);
  });
} else {
  describeEventStore('EventStoreDB (EVENTSTORE_URL)', async () => {
    const prefix = `contract-${randomUUID()}-`;
    const first = await openEventStoreDb({ url });
    const begin = await first.head();
    await first.close();
    return storeUnderTest(async () => new FreshStreams(await openEventStoreDb({ url }), prefix, begin));
  });
}

async function storeUnderTest(
  open: () => Promise<EventStore>,
  end: () => void = () => undefined,
): Promise<StoreUnderTest> {
  let store = await open();
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      await store.close();
      store = await open();
    },
    dispose: async () => {
      await store.close();
      end();
    },
  };
}
