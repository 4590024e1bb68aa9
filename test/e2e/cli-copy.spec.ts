import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbeddedEventStore, openEventStoreDb, type EventStore } from '../../src/event-store/index.js';
import { someEvents } from '../contract/events.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = fileURLToPath(new URL('../fixtures/mails/', import.meta.url));
const STREAMS = 400;

async function standIn(): Promise<EventStoreDbStandIn> {
  const server = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    server.kill();
  });
  return server;
}

function configuration(directory: string, name: string, settings: object): string {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify({ log: { level: 'silent' }, ...settings }));
  return file;
}

async function fill(store: EventStore): Promise<void> {
  for (let n = 0; n < STREAMS; n++) {
    await store.append(`evidence-${n}`, 'no-stream', someEvents(1));
    await store.append(`mail-${n}`, 'no-stream', someEvents(3));
  }
  await store.close();
}

/** Kills the copying as soon as the target holds so many records. */
async function copyUntilKilled(from: string, server: EventStoreDbStandIn, records: number): Promise<void> {
  const child = spawn(process.execPath, [BIN, 'copy', '--from', from, '--to', server.url], { stdio: 'ignore' });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  await expect.poll(() => server.log.all.length, { interval: 1, timeout: 30_000 }).toBeGreaterThan(records);
  child.kill('SIGKILL');
  expect((await exited)[1]).toBe('SIGKILL');
}

async function withoutPlaces(store: EventStore): Promise<object[]> {
  const events = await eventsOf(store);
  await store.close();
  return events.map((event) => ({ ...event, position: null, storedAt: null }));
}

describe('bounce-ledger copy', () => {
  it('killed with SIGKILL again and again goes on each time, and ends with every event once, in order', async () => {
    const dataDir = join(temporaryDirectory(), 'data');
    await fill(await openEmbeddedEventStore({ dataDir }));
    const server = await standIn();
    for (const records of [50, 51, 400, 800, 1200]) await copyUntilKilled(dataDir, server, records);

    const { exitCode, output, errors } = await runCli(['copy', '--from', dataDir, '--to', server.url, '--json']);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    const { found, copied } = jsonLines(output)[0] as { found: number; copied: number };
    expect(found).toBeGreaterThan(1200);
    expect(found + copied).toBe(4 * STREAMS);
    const target = await withoutPlaces(await openEventStoreDb({ url: server.url }));
    expect(target).toEqual(await withoutPlaces(await openEmbeddedEventStore({ dataDir })));

    const back = join(temporaryDirectory(), 'back');
    expect((await runCli(['copy', '--from', server.url, '--to', back])).exitCode).toBe(0);
    expect(await withoutPlaces(await openEmbeddedEventStore({ dataDir: back }))).toEqual(target);
  });

  it('moves a ledger, which answers the same from EventStoreDB', async () => {
    const directory = temporaryDirectory();
    const before = configuration(directory, 'embedded.yaml', { dataDir: 'data' });
    const mail = join(MAILS, 'exim-multi_five.eml');
    expect((await runCli(['--config', before, 'ingest', mail])).exitCode).toBe(0);
    const [interpreted] = jsonLines((await runCli(['interpret', '--json', mail])).output);
    const [recipient] = interpreted?.['recipients'] as { address: string }[];
    const ask = ['recipient', recipient?.address ?? '', '--json'];
    const asked = jsonLines((await runCli(['--config', before, ...ask])).output)[0];
    expect(asked).toMatchObject({ known: true });

    copyFileSync(join(directory, 'data', 'ledger.secret'), join(directory, 'kept.secret'));
    const after = configuration(directory, 'eventstoredb.yaml', {
      // With the read models of the embedded store, whose positions mean nothing there.
      dataDir: 'data',
      eventStore: { kind: 'eventstoredb', url: (await standIn()).url },
      ledger: { secretFile: 'kept.secret' },
    });
    expect(await runCli(['copy', '--from', before, '--to', after])).toMatchObject({ exitCode: 0, errors: '' });
    const answered = jsonLines((await runCli(['--config', after, ...ask])).output)[0];
    expect({ ...answered, asOf: null, position: null }).toEqual({ ...asked, asOf: null, position: null });
  });

  it('from a directory without events, or one that a service has open, ends with one line that says so', async () => {
    const nowhere = temporaryDirectory();
    const missing = await runCli(['copy', '--from', nowhere, '--to', join(nowhere, 'new')]);
    expect(missing).toMatchObject({ exitCode: 1, errors: `bounce-ledger: there is no event store in ${nowhere}\n` });

    const dataDir = join(temporaryDirectory(), 'data');
    const store = await openEmbeddedEventStore({ dataDir });
    onTestFinished(() => store.close());
    const inUse = await runCli(['copy', '--from', dataDir, '--to', join(nowhere, 'new')]);
    expect(inUse.exitCode).toBe(1);
    expect(inUse.errors).toContain(`is in use by process ${process.pid}`);
  });
});
