import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BuildingDatabase } from '../../src/read-model/engine/building/building-database.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const INDEXES = [
  'CREATE INDEX sends_by_id ON sends (send_id)',
  'CREATE INDEX sends_by_day ON sends (day)',
  'CREATE INDEX mails_by_id ON mails (mail_id)',
];

function building(): BuildingDatabase {
  const database = new BuildingDatabase(join(temporaryDirectory(), 'model.sqlite'));
  onTestFinished(() => {
    database.close();
  });
  database.execute('CREATE TABLE sends (sequence INTEGER PRIMARY KEY, send_id TEXT, day TEXT)');
  database.execute('CREATE TABLE mails (sequence INTEGER PRIMARY KEY, mail_id TEXT)');
  database.deferIndexes(INDEXES);
  database.begin();
  return database;
}

function indexesIn(database: BuildingDatabase): string[] {
  const rows = database.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name");
  return rows.map(({ name }) => name);
}

describe('an index that was deferred', () => {
  it('is not made by writing rows, nor by reading them by their numbers', () => {
    const database = building();
    database.run('INSERT INTO sends (send_id) VALUES (?)', 's1');
    expect(database.get('SELECT send_id FROM sends WHERE sequence = ?', 1)).toEqual({ send_id: 's1' });
    expect(indexesIn(database)).toEqual([]);
  });

  it('is made, with the others of its table, before the first statement that would scan the table', () => {
    const database = building();
    database.run('INSERT INTO sends (send_id) VALUES (?)', 's1');
    expect(database.get('SELECT sequence FROM sends AS s WHERE s.send_id = ?', 's1')).toEqual({ sequence: 1 });
    expect(indexesIn(database)).toEqual(['sends_by_day', 'sends_by_id']);
  });

  it('is made before rows are changed by it', () => {
    const database = building();
    database.run('UPDATE mails SET mail_id = NULL WHERE mail_id = ?', 'm1');
    expect(indexesIn(database)).toEqual(['mails_by_id']);
  });

  it('is made at the end at the latest, once', async () => {
    const database = building();
    database.get('SELECT sequence FROM mails WHERE mail_id = ?', 'm1');
    await database.complete();
    expect(indexesIn(database)).toEqual(['mails_by_id', 'sends_by_day', 'sends_by_id']);
    await expect(database.complete()).resolves.toBeUndefined();
  });
});
