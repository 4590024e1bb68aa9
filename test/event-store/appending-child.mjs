/** Appends to the embedded event store of a directory, prints the ids when they are acknowledged, and closes nothing. */
import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '../../dist/event-store/index.js';

const store = await openEmbeddedEventStore({ dataDir: process.argv[2] });
const ids = Array.from({ length: 100 }, () => randomUUID());
for (const id of ids) await store.append(`mail-${id}`, 'no-stream', [{ id, type: 'Happened', data: {}, metadata: {} }]);
console.log(JSON.stringify(ids));
