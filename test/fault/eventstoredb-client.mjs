/** Uses an EventStoreDB in every way, closes it, and has nothing else to do: the process must then end by itself. */
import { randomUUID } from 'node:crypto';
import { openEventStoreDb } from '../../dist/event-store/index.js';

const store = await openEventStoreDb({ url: process.argv[2] });
await store.append('mail-1', 'no-stream', [{ id: randomUUID(), type: 'Happened', data: {}, metadata: {} }]);
for await (const event of store.readAll()) {
  for await (const message of store.subscribeAll({ from: event.position })) {
    if (message.kind === 'caughtUp') break;
  }
}
const abandoned = store.subscribeAll()[Symbol.asyncIterator]();
await abandoned.next();
await store.close();
