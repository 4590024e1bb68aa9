import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { keepMemorySmall } from '../../dist/cli/small-memory.js';
import { openEmbeddedEventStore } from '../../dist/event-store/index.js';
import { openLedger } from '../../dist/ledger/index.js';
import { LookupLists } from '../../dist/read-model/recipients/index.js';
import { listText, SuppressionImports, SuppressionQueries } from '../../dist/read-model/suppressions/index.js';
import { openReadModel } from '../../dist/service/open-read-model.js';

/** `node state-process.js WORK DIRECTORY`: does one piece of the bench's work, and prints `{seconds, peakBytes}`. */
const [work, directory] = process.argv.slice(2);
const list = join(directory, 'list.csv');
const dataDir = join(directory, 'data');

// As the commands do.
keepMemorySmall();
const seconds = await { import: importList, append, follow, export: exportList, lookup: lookUp }[work]();
console.log(JSON.stringify({ seconds, peakBytes: peakBytes() }));

async function importList() {
  const { store, ledger } = await open();
  const request = { importId: 'bench', from: null, kind: null, source: null, skipInvalid: false, dryRun: false };
  const imports = new SuppressionImports({ ledger, dataDir, source: null });
  const began = performance.now();
  await imports.run(createReadStream(list, { highWaterMark: 262_144 }), { ...request, actor: 'bench' }, { origin: {} });
  return done(began, () => store.close());
}

/** The same events into another store, in the order in which they stand. */
async function append() {
  const { store } = await open();
  const other = await openEmbeddedEventStore({ dataDir: join(directory, 'bare') });
  const events = [];
  for await (const { id, type, data, metadata } of store.readStream('suppressions-bench')) {
    events.push({ id, type, data: JSON.stringify(data), metadata });
  }
  const began = performance.now();
  let expected = 'no-stream';
  for (const event of events) expected = (await other.append('suppressions-bench', expected, [event])).revision;
  return done(began, async () => {
    await other.close();
    await store.close();
  });
}

async function follow() {
  const began = performance.now();
  return done(began, (await openFollowed()).close);
}

async function exportList() {
  const { readModel, close } = await openFollowed();
  const began = performance.now();
  const batches = new SuppressionQueries(readModel.source).all({});
  await pipeline(listText(batches, 'csv'), createWriteStream(join(directory, 'export.csv')));
  return done(began, close);
}

async function lookUp() {
  const { readModel, ledger, close } = await openFollowed();
  const began = performance.now();
  const lists = new LookupLists({ recipients: readModel.recipients, dataDir, clock: ledger.clock });
  const addresses = createReadStream(join(directory, 'addresses.txt'), { highWaterMark: 262_144 });
  const answer = await lists.run(addresses, 'bulk', 'csv');
  await pipeline(answer.text(), createWriteStream(join(directory, 'lookup.csv')));
  return done(began, close);
}

async function done(began, close) {
  const taken = (performance.now() - began) / 1000;
  await close();
  return taken;
}

async function open() {
  const store = await openEmbeddedEventStore({ dataDir });
  const secret = Buffer.alloc(32, 'bench');
  return { store, ledger: await openLedger(store, { secret, clock: () => new Date(), ids: randomUUID }) };
}

async function openFollowed() {
  const { store, ledger } = await open();
  const onFailure = (error) => {
    throw error;
  };
  const readModel = openReadModel({ dataDir, ledger, correlation: { verp: {} }, onFailure });
  await readModel.caughtUp();
  const close = async () => {
    await readModel.close();
    await store.close();
  };
  return { readModel, ledger, close };
}

/** Read from Linux, per program: `process.resourceUsage` would include the parent's memory at the fork. */
function peakBytes() {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
}
