import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { openEmbeddedEventStore } from '../../dist/event-store/index.js';
import { concurrently, countOf, interleaved, rate } from './measure.js';
import { heapSlope } from './memory-slope.js';

const BATCH = 100;
const AT_A_TIME = 64;

/** The embedded store beside node:sqlite with the same pragmas and only what a log needs: a number and one index. */
export async function embeddedFigures(report, { rounds, events, readEvents, anEvent }) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-event-store-'));
  const store = await openEmbeddedEventStore({ dataDir: join(directory, 'ours') });
  const bare = openBare(join(directory, 'bare.sqlite'));
  try {
    const batches = await interleaved(
      rounds,
      () => rate(() => appendBatches(events, (stream, batch) => store.append(stream, 'no-stream', batch), anEvent)),
      () => rate(() => appendBatches(events, bare.appendBatch, anEvent)),
    );
    report({
      metric: `embedded: batches of ${BATCH}`,
      value: batches.value,
      unit: 'events/s',
      beside: { name: 'node:sqlite, a transaction each', value: batches.beside },
    });

    const singles = await interleaved(
      rounds,
      () => rate(() => concurrently(events / 4, AT_A_TIME, () => store.append(randomUUID(), 'no-stream', [anEvent()]))),
      () => rate(() => concurrently(events / 20, 1, () => bare.appendBatch(randomUUID(), [anEvent()]))),
    );
    report({
      metric: `embedded: single appends, ${AT_A_TIME} at a time`,
      value: singles.value,
      unit: 'events/s',
      beside: { name: 'node:sqlite, single durable commits', value: singles.beside },
    });

    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await concurrently(events / 2, AT_A_TIME, () => store.append(randomUUID(), 'no-stream', [anEvent(5_000)]));
    delay.disable();
    report({
      metric: `embedded: event loop delay p99, ${AT_A_TIME} appends of 5 kB always under way`,
      value: delay.percentile(99) / 1e6,
      unit: 'ms',
    });

    const { value, beside } = await interleaved(
      rounds,
      () => rate(() => countOf(store.readAll())),
      () => rate(() => bare.readAndParse(join(directory, 'ours', 'events.sqlite'))),
    );
    report({
      metric: 'embedded: readAll',
      value,
      unit: 'events/s',
      beside: { name: 'node:sqlite, SELECT and JSON.parse', value: beside },
    });

    while (Number(await store.head()) < readEvents) {
      await appendBatches(
        10_000,
        (stream, batch) => store.append(stream, 'no-stream', batch),
        () => anEvent(100),
      );
    }
    const bytes = await heapSlope(readEvents, () => store.readAll());
    report({ metric: `embedded: heap growth over ${readEvents} events read`, value: bytes, unit: 'bytes/event' });
  } finally {
    bare.close();
    await store.close();
    await rm(directory, { recursive: true });
  }
}

async function appendBatches(events, append, anEvent) {
  for (let done = 0; done < events; done += BATCH) {
    await append(
      randomUUID(),
      Array.from({ length: BATCH }, () => anEvent()),
    );
  }
  return events;
}

function openBare(file) {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768;
    CREATE TABLE events (
      position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
      id TEXT NOT NULL, metadata TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (stream, revision)
    ) STRICT;
  `);
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, type, id, metadata, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const [begin, commit] = ['BEGIN IMMEDIATE', 'COMMIT'].map((sql) => database.prepare(sql));
  return {
    appendBatch(stream, batch) {
      begin.run();
      batch.forEach(({ type, id, metadata, data }, revision) =>
        insert.run(stream, revision, type, id, JSON.stringify(metadata), JSON.stringify(data)),
      );
      commit.run();
    },
    /** Reads the same file as the store, with the join for the stream's name that any reader needs. */
    readAndParse(path) {
      const reader = new DatabaseSync(path, { readOnly: true });
      reader.exec('PRAGMA cache_size = -32768');
      const select = reader.prepare(
        `SELECT e.position, s.name, e.revision, e.stored_at, e.type, e.id, e.metadata, e.data
         FROM events e CROSS JOIN streams s ON s.id = e.stream_id ORDER BY e.position`,
      );
      let count = 0;
      for (const row of select.iterate()) {
        JSON.parse(row.metadata);
        JSON.parse(row.data);
        count += 1;
      }
      reader.close();
      return count;
    },
    close: () => database.close(),
  };
}
