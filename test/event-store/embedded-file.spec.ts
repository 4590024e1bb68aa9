import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DataDirectoryInUseError,
  EventStoreUnavailableError,
  openEmbeddedEventStore,
  UnsupportedEventFileError,
} from '../../src/event-store/index.js';
import type { GlobalPosition } from '../../src/events/index.js';
import { anEvent, collect, idsOf, someEvents } from '../contract/events.js';

describe('the file of the embedded event store', () => {
  let root: string;
  let dataDir: string;
  let file: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'event-file-'));
    dataDir = join(root, 'var', 'data');
    file = join(dataDir, 'events.sqlite');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is made with its directory, for nobody else to read', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    await store.append('mail-1', 'no-stream', [anEvent()]);
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

    expect(await modeOf(dataDir)).toBe('700');
    for (const name of ['events.sqlite', 'events.sqlite-wal', 'events.sqlite-shm', 'owner.lock']) {
      expect(`${name} ${await modeOf(join(dataDir, name))}`).toBe(`${name} 600`);
    }
    await store.close();
  });

  it('belongs to one store at a time, also within one process', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    const second = openEmbeddedEventStore({ dataDir });
    await expect(second).rejects.toBeInstanceOf(DataDirectoryInUseError);
    await expect(second).rejects.toMatchObject({ code: 'data-directory-in-use', dataDir, pid: process.pid });
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toBeInstanceOf(DataDirectoryInUseError);
    await store.append('mail-1', 'no-stream', [anEvent()]);
    await store.close();

    const next = await openEmbeddedEventStore({ dataDir });
    expect(await collect(next.readAll())).toHaveLength(1);
    await next.close();
  });

  it('leaves no journal behind when it is closed', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    await store.append('mail-1', 'no-stream', [anEvent()]);
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('is refused, untouched, when a newer version wrote it', async () => {
    await (await openEmbeddedEventStore({ dataDir })).close();
    change(file, 'PRAGMA user_version = 3');
    const before = await readFile(file);

    await expect(openEmbeddedEventStore({ dataDir })).rejects.toThrow(/version 3.*up to version 2/);
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toBeInstanceOf(UnsupportedEventFileError);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('is refused when it is the database of something else', async () => {
    await (await openEmbeddedEventStore({ dataDir })).close();
    await rm(file);
    change(file, 'CREATE TABLE events (position)');
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toMatchObject({ code: 'unsupported-event-file', file });
  });

  it('is reported, and the directory released, when it is no database at all', async () => {
    await (await openEmbeddedEventStore({ dataDir })).close();
    await writeFile(file, 'From nobody Mon Nov 21\n'.repeat(500));
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toMatchObject({ code: 'damaged-event-file', file });
    await rm(file);
    await (await openEmbeddedEventStore({ dataDir })).close();
  });

  it('is reported when the directory cannot be made', async () => {
    await writeFile(join(root, 'var'), '');
    await expect(openEmbeddedEventStore({ dataDir })).rejects.toBeInstanceOf(EventStoreUnavailableError);
  });

  it('reports damage at the read that meets it', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    await store.append('mail-1', 'no-stream', someEvents(2_000));
    await store.close();
    await overwrite(file, 40 * 4096, Buffer.alloc(4 * 4096, 0xa5));

    const damaged = await openEmbeddedEventStore({ dataDir });

    await expect(collect(damaged.readAll())).rejects.toBeInstanceOf(EventStoreUnavailableError);
    await damaged.close();
  });

  it('gives no position twice, even when the last events were erased', async () => {
    const first = await openEmbeddedEventStore({ dataDir });
    await first.append('mail-1', 'no-stream', [anEvent()]);
    const { position } = await first.append('recipient-1', 'no-stream', someEvents(3));
    await first.tombstone('recipient-1');
    await first.close();

    const second = await openEmbeddedEventStore({ dataDir });
    expect(await second.head()).toBe(position);
    const next = await second.append('mail-2', 'no-stream', [anEvent()]);
    expect(second.compare(next.position, position)).toBe(1);
    expect(idsOf(await collect(second.readAll({ direction: 'backwards', from: position })))).toHaveLength(1);
    await second.close();
  });

  it('holds nothing readable of a tombstoned stream once it is closed', async () => {
    const store = await openEmbeddedEventStore({ dataDir });
    const secret = 'somebody@example.org wishes to be forgotten';
    await store.append('recipient-1', 'no-stream', someEvents(20, { data: { secret, text: 'x'.repeat(9_000) } }));
    await store.append('recipient-2', 'no-stream', [anEvent()]);
    await store.tombstone('recipient-1');
    await store.close();
    expect((await readFile(file)).includes(secret)).toBe(false);
  });

  it.each(['', '-1', '01', '1.5', ' 1', 'C:1/P:1', '99999999999999999999'])(
    'refuses %j as a position',
    async (text) => {
      const store = await openEmbeddedEventStore({ dataDir });
      const from = text as GlobalPosition;
      await expect(collect(store.readAll({ from }))).rejects.toBeInstanceOf(TypeError);
      await expect(collect(store.subscribeAll({ from }))).rejects.toBeInstanceOf(TypeError);
      expect(() => store.compare(from, from)).toThrow(TypeError);
      await store.close();
    },
  );
});

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

async function overwrite(file: string, offset: number, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, offset);
  await handle.close();
}
