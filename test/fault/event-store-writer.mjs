/**
 * `node event-store-writer.mjs STORE [PREFIX]`: appends to the event store of a directory, or of a connection string, from many
 * writers at once until it is killed, to streams whose names begin with the prefix. Before anything else it prints `open`, or the
 * error that kept it out; then a line of JSON for each acknowledged append, written synchronously, so that what was
 * acknowledged before the kill is on record.
 */
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbeddedEventStore, openEventStoreDb } from '../../dist/event-store/index.js';

const [where, prefix = ''] = process.argv.slice(2);
const isOnNetwork = where.startsWith('esdb');
const WRITERS = 32;
const LARGEST_TEXT = 60_000;

function print(line) {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function batch() {
  const id = randomUUID();
  const count = randomInt(1, 6);
  return Array.from({ length: count }, (_, index) => {
    const text = randomBytes(randomInt(0, randomInt(1, LARGEST_TEXT))).toString('base64');
    const digest = createHash('sha256').update(text).digest('hex');
    return { id: randomUUID(), type: 'Written', data: { batch: id, index, count, text, digest }, metadata: {} };
  });
}

/** A server that is away for long leaves the outcome unknown: the same events are given again until it is known. */
async function append(store, stream, expected, events) {
  for (;;) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (!isOnNetwork || error.code !== 'event-store-unavailable') throw error;
    }
  }
}

/** Every third append starts a stream of its own; the others go on with the writer's. */
async function write(store) {
  const own = `${prefix}writer-${randomUUID()}`;
  let expected = 'no-stream';
  for (let turn = 0; ; turn += 1) {
    const alone = turn % 3 === 0;
    const stream = alone ? `${prefix}alone-${randomUUID()}` : own;
    const events = batch();
    const { revision, position } = await append(store, stream, alone ? 'no-stream' : expected, events);
    print({ stream, revision, position, ids: events.map((event) => event.id) });
    if (!alone) expected = revision;
  }
}

try {
  const store = await (isOnNetwork ? openEventStoreDb({ url: where }) : openEmbeddedEventStore({ dataDir: where }));
  print('open');
  await Promise.all(Array.from({ length: WRITERS }, () => write(store)));
} catch (error) {
  print({ code: error.code, pid: error.pid, message: error.message });
  process.exitCode = 1;
}
