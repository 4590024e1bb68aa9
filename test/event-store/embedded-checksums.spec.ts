import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEventFile, openEmbeddedEventStore } from '../../src/event-store/index.js';
import { anEvent, collect, someEvents } from '../contract/events.js';

const DAMAGED = { code: 'damaged-event-file' };
const MARK = 'the remote server said, at some length, that it knows nobody of that name';

describe('the checksums of the embedded event store', () => {
  let dataDir: string;
  let file: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'event-checksums-'));
    file = join(dataDir, 'events.sqlite');
    await fill();
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  /** Streams of every kind: with and without an age, tombstoned, unchecked, and one with a row of several pages. */
  async function fill(): Promise<void> {
    const store = await openEmbeddedEventStore({ dataDir });
    await store.append('mail-1', 'no-stream', someEvents(3, { data: { text: MARK } }));
    await store.append('mail-1', 2, someEvents(2, { data: { text: MARK } }));
    await store.append('custody-1', 'any', [anEvent({ data: { text: MARK } })]);
    await store.setMaxAge('evidence-1', 86_400);
    await store.append('evidence-1', 'no-stream', [anEvent({ data: { text: MARK.repeat(500) } })]);
    await store.append('recipient-1', 'no-stream', someEvents(2));
    await store.tombstone('recipient-1');
    await store.close();
  }

  function change(sql: string): void {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  }

  /** As the release before wrote it. */
  function withoutChecksums(): void {
    change(
      `ALTER TABLE events DROP COLUMN checksum; ALTER TABLE streams DROP COLUMN checksum; PRAGMA user_version = 1`,
    );
  }

  it.each(['type', 'id', 'metadata', 'data'])('find a changed bit of %s', (column) => {
    for (const position of [1, 5, 6, 7]) {
      const before = readFileSync(file);
      // SQLite has no exclusive or: a | b minus a & b.
      const code = `unicode(substr(${column}, 6, 1))`;
      const other = `char((${code} | 1) - (${code} & 1))`;
      change(
        `UPDATE events SET ${column} = substr(${column}, 1, 5) || ${other} || substr(${column}, 7) WHERE position = ${position}`,
      );
      expect(() => checkEventFile(file)).toThrow(`event ${position}`);
      writeFileSync(file, before);
    }
  });

  it.each([
    ['events', 'stored_at', [0, 1, 20, 31, 32, 40]],
    ['events', 'revision', [3, 7, 31, 33]],
    ['events', 'unchecked', [1]],
    ['events', 'checksum', [0, 15, 31]],
    ['streams', 'checksum', [0, 15, 31]],
    ['streams', 'max_age_seconds', [0, 7, 30]],
    ['streams', 'first_revision', [0, 1, 30]],
    ['streams', 'revision', [0, 1, 30]],
    ['streams', 'tombstoned', [0, 1]],
  ] as const)('find a changed bit of %s.%s', (table, column, bits) => {
    const key = table === 'events' ? 'position' : 'id';
    const before = readFileSync(file);
    const database = new DatabaseSync(file);
    const keys = database.prepare(`SELECT ${key} AS k FROM ${table} WHERE ${column} IS NOT NULL`).all();
    database.close();
    for (const { k } of keys) {
      for (const bit of bits) {
        const mask = String(2 ** bit);
        change(
          `UPDATE ${table} SET ${column} = (${column} | ${mask}) - (${column} & ${mask}) WHERE ${key} = ${String(k)}`,
        );
        expect(() => checkEventFile(file), `${column} of ${String(k)}, bit ${bit}`).toThrow(/damaged/);
        writeFileSync(file, before);
      }
    }
  });

  it('find forty changed bits of forty in the text of stored rows', () => {
    const sound = readFileSync(file);
    expect(checkEventFile(file)).toEqual({ events: 7, streams: 4, head: 9 });
    const places: number[] = [];
    for (let at = sound.indexOf(MARK); at !== -1; at = sound.indexOf(MARK, at + 1)) places.push(at);
    for (let n = 0; n < 40; n++) {
      const changed = Buffer.from(sound);
      const at = (places[n % places.length] ?? 0) + ((n * 7) % MARK.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << (n % 7));
      writeFileSync(file, changed);
      expect(() => checkEventFile(file), `byte ${at}`).toThrow(/damaged/);
    }
  });

  it('find a row that has lost its checksum', () => {
    const before = readFileSync(file);
    for (const table of ['events', 'streams']) {
      change(`UPDATE ${table} SET checksum = NULL WHERE rowid = 1`);
      expect(() => checkEventFile(file)).toThrow(/is not as it was stored/);
      writeFileSync(file, before);
    }
  });

  it('are verified by every read', async () => {
    change(`UPDATE events SET data = replace(data, 'nobody', 'mobody') WHERE position = 2`);
    const store = await openEmbeddedEventStore({ dataDir });
    await expect(collect(store.readAll())).rejects.toMatchObject(DAMAGED);
    await expect(collect(store.readStream('mail-1'))).rejects.toMatchObject(DAMAGED);
    await expect(collect(store.readStream('mail-1', { direction: 'backwards' }))).rejects.toMatchObject(DAMAGED);
    await expect(collect(store.subscribeAll())).rejects.toThrow('event 2 is not as it was stored');
    expect(await collect(store.readStream('custody-1'))).toHaveLength(1);
    await store.close();
  });

  it('are verified by the thread that reads a long log ahead', async () => {
    const filling = await openEmbeddedEventStore({ dataDir });
    for (let n = 0; n < 21; n++) await filling.append(`mail-long-${n}`, 'no-stream', someEvents(1_000));
    await filling.close();
    change(`UPDATE events SET type = 'BounceReceivec' WHERE position = 300`);
    const store = await openEmbeddedEventStore({ dataDir });
    await expect(collect(store.subscribeAll())).rejects.toMatchObject(DAMAGED);
    await store.close();
  });

  it('come to the rows of an earlier release while the service runs, and change nothing of them', async () => {
    const before = await openEmbeddedEventStore({ dataDir });
    const events = await collect(before.readAll());
    await before.close();
    withoutChecksums();
    expect(checkEventFile(file)).toMatchObject({ events: 7, withoutChecksum: 7 });

    const store = await openEmbeddedEventStore({ dataDir });
    expect(await collect(store.readAll())).toEqual(events);
    await store.append('mail-1', 4, [anEvent({ data: { text: MARK } })]);
    await vi.waitUntil(() => checkEventFile(file).withoutChecksum === undefined);
    expect((await collect(store.readAll())).slice(0, 7)).toEqual(events);
    await store.close();
    change(`UPDATE events SET data = replace(data, 'nobody', 'mobody') WHERE position = 2`);
    expect(() => checkEventFile(file)).toThrow('event 2 is not as it was stored');
    change(`UPDATE events SET data = replace(data, 'mobody', 'nobody') WHERE position = 2`);
    expect(checkEventFile(file)).toEqual({ events: 8, streams: 4, head: 10 });
  });

  it('come to the remaining rows at the next start after a stop halfway', async () => {
    const filling = await openEmbeddedEventStore({ dataDir });
    for (let n = 0; n < 12; n++) await filling.append(`mail-many-${n}`, 'no-stream', someEvents(1_000));
    await filling.close();
    withoutChecksums();
    const { events } = checkEventFile(file);
    let starts = 0;
    for (; checkEventFile(file).withoutChecksum !== undefined; starts++) {
      const store = await openEmbeddedEventStore({ dataDir });
      await store.append('mail-1', 'any', [anEvent()]);
      await store.close();
    }
    expect(starts).toBeGreaterThan(0);
    expect(checkEventFile(file).events).toBe(events + starts);
  });
});
