import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { openEventStoreDb } from '../../dist/event-store/index.js';
import { eventStoreDbServer } from './eventstoredb-server.js';
import { concurrently, countOf, interleaved, rate } from './measure.js';
import { heapSlope } from './memory-slope.js';

const AT_A_TIME = 64;

/** The adapter beside the bare client, on one server: EVENTSTORE_URL, else the stand-in in a separate process. */
export async function eventStoreDbFigures(report, { rounds, events, readEvents, anEvent }) {
  const { url, where, stop } = await eventStoreDbServer();
  const store = await openEventStoreDb({ url });
  const client = EventStoreDBClient.connectionString(url);
  // Never the name of a ledger's stream or event: a service on the same node must not follow these.
  const prefix = `bench-${randomUUID()}-`;
  const streamName = () => prefix + randomUUID();
  const line = (metric, { value, beside }) =>
    report({
      metric: `eventstoredb (${where}): ${metric}`,
      value,
      unit: 'events/s',
      beside: { name: 'the bare client', value: beside },
    });
  try {
    const appends = await interleaved(
      rounds,
      () => rate(() => concurrently(events / 4, AT_A_TIME, () => store.append(streamName(), 'no-stream', [anEvent()]))),
      () =>
        rate(() =>
          concurrently(events / 4, AT_A_TIME, () =>
            client.appendToStream(streamName(), jsonEvent(anEvent()), { expectedRevision: 'no_stream' }),
          ),
        ),
    );
    line(`single appends, ${AT_A_TIME} at a time`, appends);

    const from = await firstPosition(store, prefix);
    const all = await interleaved(
      rounds,
      () => rate(() => countOf(store.readAll({ from }))),
      () => rate(() => countOf(client.readAll({ fromPosition: clientPosition(from) }), isOurs)),
    );
    line('readAll', all);

    const total = await countOf(store.readAll({ from, filter: { by: 'stream', prefixes: [prefix] } }));
    const filtered = await interleaved(
      rounds,
      () => rate(() => followOurs(store, prefix, total)),
      () => rate(() => followBare(client, prefix, total)),
    );
    line('subscription with a filter', filtered);

    const bytes = await heapSlope(readEvents, () => store.readAll({ from }));
    report({
      metric: `eventstoredb (${where}): heap growth over ${readEvents} events read`,
      value: bytes,
      unit: 'bytes/event',
    });
  } finally {
    await client.dispose();
    await store.close();
    stop();
  }
}

async function firstPosition(store, prefix) {
  for await (const { position } of store.readAll({ filter: { by: 'stream', prefixes: [prefix] } })) return position;
  throw new Error('nothing was appended');
}

function clientPosition(position) {
  const [commit, prepare] = position.split('/').map(BigInt);
  return { commit, prepare };
}

async function followOurs(store, prefix, total) {
  let count = 0;
  for await (const message of store.subscribeAll({ filter: { by: 'stream', prefixes: [prefix] } })) {
    if (message.kind === 'events') count += message.events.length;
    if (count >= total) return count;
  }
  throw new Error('the subscription ended');
}

async function followBare(client, prefix, total) {
  const subscription = client.subscribeToAll({
    filter: streamNameFilter({ prefixes: [prefix] }),
    fromPosition: 'start',
  });
  let count = 0;
  for await (const { event } of subscription) {
    if (event !== undefined) count += 1;
    if (count >= total) break;
  }
  await subscription.unsubscribe();
  return count;
}

const isOurs = ({ event }) => event !== undefined && !event.type.startsWith('$');
