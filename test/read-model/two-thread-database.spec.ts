import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ReadModelDatabase } from '../../src/read-model/engine/read-model-database.js';
import { TwoThreadDatabase } from '../../src/read-model/engine/building/two-thread-database.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const ADD_MAIL = 'INSERT INTO mails (mail_id) VALUES (?)';
const COUNT_GROUP = `
INSERT INTO groups (name, bounces) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET bounces = bounces + 1`;
const MAILS = 'SELECT sequence, mail_id FROM mails ORDER BY sequence';
const MANY = 20_000;

async function opened(): Promise<{ readonly database: TwoThreadDatabase; readonly file: string }> {
  const file = join(temporaryDirectory(), 'model.building');
  const database = await TwoThreadDatabase.open(file, ['mails', 'groups', 'notes']);
  onTestFinished(() => database.abandon());
  database.execute(`
    CREATE TABLE mails (sequence INTEGER PRIMARY KEY, mail_id TEXT NOT NULL) STRICT;
    CREATE TABLE groups (name TEXT NOT NULL UNIQUE, bounces INTEGER NOT NULL, twice INTEGER AS (bounces * 2) VIRTUAL) STRICT;
    CREATE TABLE notes (note TEXT NOT NULL) STRICT;
    CREATE TABLE sends (sequence INTEGER PRIMARY KEY, send_id TEXT NOT NULL) STRICT;`);
  database.deferIndexes([
    'CREATE UNIQUE INDEX mails_by_id ON mails (mail_id)',
    'CREATE INDEX sends_by_id ON sends (send_id)',
  ]);
  database.begin();
  return { database, file };
}

/** What is in the file once it is built. */
async function built(database: TwoThreadDatabase, file: string): Promise<ReadModelDatabase> {
  await database.complete();
  database.commit();
  database.close();
  const result = new ReadModelDatabase(file, 'following');
  onTestFinished(() => {
    result.close();
  });
  return result;
}

function mails(first: number, last: number): { readonly sequence: number; readonly mail_id: string }[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    sequence: first + index,
    mail_id: `m${first + index}`,
  }));
}

describe('a database that two threads fill', () => {
  it('ends as one file with all rows and indexes, whichever thread wrote them', async () => {
    const { database, file } = await opened();
    for (let mail = 1; mail <= MANY; mail += 1) {
      expect(database.insert(ADD_MAIL, `m${mail}`)).toBe(mail);
      database.run(COUNT_GROUP, mail % 2 === 0 ? 'even' : 'odd');
      expect(database.insert('INSERT INTO sends (send_id) VALUES (?)', `s${mail}`)).toBe(mail);
    }
    const result = await built(database, file);
    expect(result.all(MAILS)).toEqual(mails(1, MANY));
    expect(result.all('SELECT * FROM groups ORDER BY name')).toEqual([
      { name: 'even', bounces: MANY / 2, twice: MANY },
      { name: 'odd', bounces: MANY / 2, twice: MANY },
    ]);
    expect(result.get('SELECT count(*) AS sends, max(send_id) AS last FROM sends')).toEqual({
      sends: MANY,
      last: 's9999',
    });
    expect(result.all("SELECT name FROM sqlite_schema WHERE sql LIKE '%INDEX%' ORDER BY name")).toEqual([
      { name: 'mails_by_id' },
      { name: 'sends_by_id' },
    ]);
    expect(result.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(readdirSync(join(file, '..')).filter((name) => name.endsWith('-others'))).toEqual([]);
  });

  it('reads every row that was written before, and goes on with the numbers', async () => {
    const { database, file } = await opened();
    for (const { mail_id } of mails(1, MANY)) database.insert(ADD_MAIL, mail_id);
    expect(database.all(MAILS)).toEqual(mails(1, MANY));
    database.run('UPDATE mails SET mail_id = ? WHERE sequence = ?', 'other', 1);
    expect(database.get('SELECT sequence FROM mails WHERE mail_id = ?', 'other')).toEqual({ sequence: 1 });
    for (const { sequence, mail_id } of mails(MANY + 1, MANY + 10)) {
      expect(database.insert(ADD_MAIL, mail_id)).toBe(sequence);
    }
    const result = await built(database, file);
    expect(result.all(MAILS)).toEqual([{ sequence: 1, mail_id: 'other' }, ...mails(2, MANY + 10)]);
  });

  it('runs statements on one table in their order, also where none of them is an insertion', async () => {
    const { database, file } = await opened();
    for (const { mail_id } of mails(1, 3)) database.insert(ADD_MAIL, mail_id);
    database.run('UPDATE mails SET mail_id = ? WHERE sequence = ?', 'm4', 2);
    database.run('DELETE FROM mails WHERE mail_id = ?', 'm3');
    const result = await built(database, file);
    expect(result.all(MAILS)).toEqual([
      { sequence: 1, mail_id: 'm1' },
      { sequence: 2, mail_id: 'm4' },
    ]);
  });

  it('numbers rows as the file does after others were removed', async () => {
    const { database } = await opened();
    for (const { mail_id } of mails(1, 3)) database.insert(ADD_MAIL, mail_id);
    database.run('DELETE FROM mails WHERE sequence >= ?', 2);
    expect(database.insert(ADD_MAIL, 'm2')).toBe(2);
  });

  it('reads both tables of a statement that concerns two', async () => {
    const { database, file } = await opened();
    for (const { mail_id } of mails(1, 3)) database.insert(ADD_MAIL, mail_id);
    database.run('INSERT INTO notes (note) SELECT mail_id FROM mails WHERE sequence < ?', 3);
    const result = await built(database, file);
    expect(result.all('SELECT note FROM notes ORDER BY note')).toEqual([{ note: 'm1' }, { note: 'm2' }]);
    expect(result.all(MAILS)).toEqual(mails(1, 3));
  });

  it('loses no row of a statement that fills a table of the thread from one that is kept here', async () => {
    const { database, file } = await opened();
    for (const send of ['s1', 's2']) database.insert('INSERT INTO sends (send_id) VALUES (?)', send);
    database.run('INSERT INTO notes (note) SELECT send_id FROM sends');
    const result = await built(database, file);
    expect(result.all('SELECT note FROM notes ORDER BY note')).toEqual([{ note: 's1' }, { note: 's2' }]);
  });

  it('loses no row of a statement that fills a table of the thread from one that was fetched', async () => {
    const { database, file } = await opened();
    for (const { mail_id } of mails(1, 3)) database.insert(ADD_MAIL, mail_id);
    expect(database.all(MAILS)).toEqual(mails(1, 3));
    database.insert(ADD_MAIL, 'm4');
    database.run('INSERT INTO notes (note) SELECT mail_id FROM mails WHERE sequence > ?', 2);
    const result = await built(database, file);
    expect(result.all('SELECT note FROM notes ORDER BY note')).toEqual([{ note: 'm3' }, { note: 'm4' }]);
    expect(result.all(MAILS)).toEqual(mails(1, 4));
  });

  it('is a database as any other once it is complete', async () => {
    const { database, file } = await opened();
    database.insert(ADD_MAIL, 'm1');
    await database.complete();
    expect(database.insert(ADD_MAIL, 'm2')).toBe(2);
    expect(database.all(MAILS)).toEqual(mails(1, 2));
    const result = await built(database, file);
    expect(result.all(MAILS)).toEqual(mails(1, 2));
  });

  it('is not completed when a row could not be written', async () => {
    const { database } = await opened();
    for (const mail of ['m1', 'm2', 'm1']) database.insert(ADD_MAIL, mail);
    await expect(database.complete()).rejects.toThrow(/UNIQUE constraint failed: mails\.mail_id/);
  });

  it('tells of a row that could not be written where its table is read', async () => {
    const { database } = await opened();
    for (const mail of ['m1', 'm2', 'm1']) database.insert(ADD_MAIL, mail);
    expect(() => database.all(MAILS)).toThrow(/UNIQUE constraint failed: mails\.mail_id/);
  });
});
