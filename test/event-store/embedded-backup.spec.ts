import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkEventFile, EVENT_FILE, openEmbeddedEventStore } from '../../src/event-store/index.js';
import { backUp } from '../../src/event-store/transfer/index.js';
import { anEvent, collect, someEvents } from '../contract/events.js';
import { WriterProcess } from '../fault/writer-process.js';
import { expectAllStored, expectInOrder, expectNoneTorn } from '../fault/written-log.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const SECRET = 'a secret of thirty-two bytes or so\n';

/** A closed store with some events in it, and its secret. */
async function aDataDirectory(): Promise<string> {
  const dataDir = join(temporaryDirectory(), 'data');
  const store = await openEmbeddedEventStore({ dataDir });
  for (let stream = 0; stream < 200; stream++) {
    await store.append(`mail-${stream}`, 'no-stream', someEvents(3, { data: { text: 'x'.repeat(1000) } }));
  }
  await store.close();
  writeFileSync(join(dataDir, 'ledger.secret'), SECRET, { mode: 0o600 });
  return dataDir;
}

function change(dataDir: string, sql: string): void {
  const database = new DatabaseSync(join(dataDir, EVENT_FILE));
  database.exec(sql);
  database.close();
}

describe('backing up the embedded event store', () => {
  it('while another process appends has every event acknowledged before, none torn, and a restored store goes on', async () => {
    const root = temporaryDirectory();
    const dataDir = join(root, 'data');
    const writer = await WriterProcess.start(dataDir, join(root, 'written.jsonl'));
    onTestFinished(() => writer.kill());
    await expect.poll(async () => (await writer.lines()).length, { timeout: 30_000 }).toBeGreaterThan(300);

    const before = await writer.acknowledgements();
    const restored = join(root, 'restored');
    const { events } = await backUp({ dataDir }, restored);
    await expect.poll(async () => (await writer.acknowledgements()).length).toBeGreaterThan(before.length);
    await writer.kill();

    const store = await openEmbeddedEventStore({ dataDir: restored });
    onTestFinished(() => store.close());
    const log = await collect(store.readAll());
    expect(log).toHaveLength(events);
    expectAllStored(before, log);
    expectNoneTorn(log);
    expectInOrder(store, log);
    const { position } = await store.append('mail-after', 'no-stream', [anEvent()]);
    expect(store.compare(position, log.at(-1)?.position ?? position)).toBeGreaterThan(0);
  });

  it('makes a data directory: events and secret, for their owner’s eyes only, and nothing else', async () => {
    const dataDir = await aDataDirectory();
    const directory = join(temporaryDirectory(), 'backups', 'today');
    expect(await backUp({ dataDir }, directory)).toMatchObject({ events: 600, streams: 200, secretIncluded: true });
    expect(readdirSync(directory).sort()).toEqual(['events.sqlite', 'ledger.secret']);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  });

  it('leaves a secret that is kept elsewhere where it is', async () => {
    const dataDir = await aDataDirectory();
    const secretFile = join(temporaryDirectory(), 'kept.secret');
    writeFileSync(secretFile, SECRET);
    const directory = join(temporaryDirectory(), 'backup');
    expect((await backUp({ dataDir, secretFile }, directory)).secretIncluded).toBe(false);
    expect(readdirSync(directory)).toEqual(['events.sqlite']);
  });

  it('overwrites nothing', async () => {
    const dataDir = await aDataDirectory();
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'events.sqlite'), 'precious');
    await expect(backUp({ dataDir }, directory)).rejects.toMatchObject({ code: 'backup-refused' });
    await expect(backUp({ dataDir }, dataDir)).rejects.toMatchObject({ code: 'backup-refused' });
    await expect(backUp({ dataDir: temporaryDirectory() }, join(directory, 'new'))).rejects.toMatchObject({
      code: 'backup-refused',
    });
    expect(readdirSync(directory)).toEqual(['events.sqlite']);
  });

  it('of a damaged store fails, names the damage and leaves no events.sqlite', async () => {
    const dataDir = await aDataDirectory();
    change(dataDir, `UPDATE events SET data = '{' WHERE position = 300`);
    const directory = join(temporaryDirectory(), 'backup');
    await expect(backUp({ dataDir }, directory)).rejects.toMatchObject({
      code: 'damaged-event-file',
      problems: ['event 300 is not JSON'],
    });
    expect(readdirSync(directory)).toEqual(['ledger.secret']);
  });

  it('that is interrupted leaves no events.sqlite', async () => {
    const dataDir = await aDataDirectory();
    const store = await openEmbeddedEventStore({ dataDir });
    const large = () => anEvent({ data: { text: 'x'.repeat(800_000) } });
    for (let n = 0; n < 4; n++) await store.append(`evidence-${n}`, 'no-stream', [large()]);
    await store.close();
    const directory = join(temporaryDirectory(), 'backup');
    const interrupted = new Error('interrupted');
    const interrupt = () => {
      throw interrupted;
    };
    await expect(backUp({ dataDir }, directory, interrupt)).rejects.toBe(interrupted);
    expect(existsSync(join(directory, 'events.sqlite'))).toBe(false);
  });
});

describe('checking an event file', () => {
  it.each([
    ['a hole in a stream', 'DELETE FROM events WHERE position = 200', /stream mail-66 ends at revision 2/],
    ['an event of no stream', 'UPDATE events SET stream_id = 999 WHERE position = 3', /event 3 belongs to no stream/],
    ['positions that would be given again', 'UPDATE sqlite_sequence SET seq = 5', /last position given/],
    ['events of a tombstoned stream', `UPDATE streams SET tombstoned = 1 WHERE id = 4`, /stream mail-3 ends/],
  ])('finds %s', async (_, sql, problem) => {
    const dataDir = await aDataDirectory();
    const file = join(dataDir, EVENT_FILE);
    expect(checkEventFile(file)).toEqual({ events: 600, streams: 200, head: 600 });
    change(dataDir, sql);
    expect(() => checkEventFile(file)).toThrow(problem);
  });

  it('finds bytes that the disk changed, wherever they are', async () => {
    const dataDir = await aDataDirectory();
    const file = join(dataDir, EVENT_FILE);
    const pages = statSync(file).size / 4096;
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(2048, 0xff), 0, 2048, Math.floor(pages / 2) * 4096);
    closeSync(descriptor);
    expect(() => checkEventFile(file)).toThrow(/is damaged/);
  });

  it('is made of the end of the log at each start: a file that lost its end is not opened', async () => {
    const cut = await aDataDirectory();
    truncateSync(join(cut, EVENT_FILE), 4096 * 20);
    await expect(openEmbeddedEventStore({ dataDir: cut })).rejects.toMatchObject({ code: 'damaged-event-file' });

    const behind = await aDataDirectory();
    change(behind, 'UPDATE sqlite_sequence SET seq = 599');
    await expect(openEmbeddedEventStore({ dataDir: behind })).rejects.toMatchObject({ code: 'damaged-event-file' });

    const other = await aDataDirectory();
    change(other, 'UPDATE streams SET revision = 1 WHERE id = 200');
    await expect(openEmbeddedEventStore({ dataDir: other })).rejects.toThrow(/do not agree with their streams/);
  });
});
