import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Settings } from '../../src/config/index.js';
import { parseSettings } from '../../src/config/load-settings.js';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { openBounceLedger } from '../../src/service/index.js';
import { SECRET, temporaryDirectory } from '../support/temporary-ledger.js';

/** A data directory as a service leaves it: events, the secret that it made, and read models. */
async function usedDirectory(settings: object = {}): Promise<Settings> {
  const used = parseSettings(JSON.stringify({ dataDir: 'data', ...settings }), 'test', temporaryDirectory(), {});
  await open(used);
  return used;
}

async function open(settings: Settings): Promise<void> {
  const bounceLedger = await openBounceLedger(settings, pino({ level: 'silent' }));
  await bounceLedger.readModel.caughtUp();
  await bounceLedger.close();
}

it('refuses to begin an empty ledger where the event file is gone, says how to go on, and leaves all as it is', async () => {
  const settings = await usedDirectory();
  rmSync(join(settings.dataDir, 'events.sqlite'));
  const before = readdirSync(settings.dataDir);
  const refused = open(settings);
  await expect(refused).rejects.toMatchObject({ code: 'events-lost', traces: ['ledger.secret', 'read-models'] });
  await expect(refused).rejects.toThrow(/events\.sqlite is gone.*To restore: use a backup.*To begin anew on purpose/);
  expect(readdirSync(settings.dataDir)).toEqual(before);
  await expect(open(settings)).rejects.toMatchObject({ code: 'events-lost' });
});

it.each([
  ['only the secret', ['read-models']],
  ['only the read models', ['ledger.secret']],
])('refuses with %s left', async (_, removed) => {
  const settings = await usedDirectory();
  for (const name of ['events.sqlite', ...removed]) rmSync(join(settings.dataDir, name), { recursive: true });
  await expect(open(settings)).rejects.toMatchObject({ code: 'events-lost' });
});

it('refuses an event file that was emptied', async () => {
  const settings = await usedDirectory();
  truncateSync(join(settings.dataDir, 'events.sqlite'));
  await expect(open(settings)).rejects.toThrow(/events\.sqlite is empty/);
});

it('refuses a new event file, without a ledger, beside read models', async () => {
  const settings = await usedDirectory();
  // What a program that only opened the store would leave.
  rmSync(join(settings.dataDir, 'events.sqlite'));
  await (await openEmbeddedEventStore({ dataDir: settings.dataDir })).close();
  await expect(open(settings)).rejects.toThrow(/the event store holds no ledger, but read-models in/);
});

it('begins anew on purpose once secret and read models are moved away', async () => {
  const settings = await usedDirectory();
  for (const name of ['events.sqlite', 'read-models', 'ledger.secret']) {
    rmSync(join(settings.dataDir, name), { recursive: true });
  }
  await open(settings);
  expect(existsSync(join(settings.dataDir, 'events.sqlite'))).toBe(true);
});

it('begins where the operator has put the secret before the first start', async () => {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data/ledger.secret'), SECRET, { mode: 0o600 });
  const yaml = JSON.stringify({ dataDir: 'data', ledger: { secretFile: 'data/ledger.secret' } });
  await open(parseSettings(yaml, 'test', root, {}));
});

it('goes on after a kill between the event file and the first event', async () => {
  const settings = parseSettings(JSON.stringify({ dataDir: 'data' }), 'test', temporaryDirectory(), {});
  await (await openEmbeddedEventStore({ dataDir: settings.dataDir })).close();
  writeFileSync(join(settings.dataDir, 'ledger.secret'), `${'5'.repeat(64)}\n`, { mode: 0o600 });
  await open(settings);
});
