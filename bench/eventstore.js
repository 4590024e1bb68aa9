import { randomUUID } from 'node:crypto';
import { embeddedFigures } from './support/embedded-figures.js';
import { eventStoreDbFigures } from './support/eventstoredb-figures.js';

const settings = {
  rounds: Number(process.env.EVENTSTORE_ROUNDS ?? 5),
  /** Events of 1 kB in one round of batches; the other rounds take fewer. */
  events: Number(process.env.EVENTSTORE_EVENTS ?? 20_000),
  readEvents: Number(process.env.EVENTSTORE_READ_EVENTS ?? 1_000_000),
  anEvent,
};

/** Both event stores, each beside the library that it is built on. */
export async function run(report) {
  await embeddedFigures(report, settings);
  await eventStoreDbFigures(report, settings);
}

const TEXT = 'smtp; 550 5.1.1 <someone@example.com>: Recipient address rejected: User unknown. '.repeat(100);

function anEvent(bytes = 900) {
  const data = { recipient: 'someone@example.com', status: '5.1.1', diagnostic: TEXT.slice(0, bytes) };
  return { id: randomUUID(), type: 'BenchEvent', data, metadata: { schemaVersion: 1, recordedAt: '2026-11-21' } };
}
