import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EventStoreDBClient } from '@eventstore/db-client';
import { grantReading } from '../../src/event-store/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

async function standIn(): Promise<{ readonly url: string; readonly readers: () => Promise<unknown> }> {
  const server = await EventStoreDbStandIn.start();
  const client = EventStoreDBClient.connectionString(server.url);
  onTestFinished(async () => {
    await client.dispose();
    server.kill();
  });
  return {
    url: server.url,
    readers: async () => {
      const { metadata } = await client.getStreamMetadata('$all');
      return metadata?.acl?.readRoles;
    },
  };
}

it('a user is let read the whole log once, beside those who may already', async () => {
  const { url, readers } = await standIn();

  expect(await grantReading(url, 'ledger')).toBe(true);
  expect(await grantReading(url, 'ledger')).toBe(false);
  expect(await readers()).toEqual(['$admins', 'ledger']);
  expect(await grantReading(url, 'auditors')).toBe(true);
  expect(await readers()).toEqual(['$admins', 'ledger', 'auditors']);
});

it('the command line lets a user read the log of the store that the configuration names', async () => {
  const { url, readers } = await standIn();
  const directory = temporaryDirectory();
  const config = join(directory, 'bounce-ledger.yaml');
  const secretFile = join(directory, 'ledger.secret');
  writeFileSync(secretFile, 'a'.repeat(64), { mode: 0o600 });
  const settings = { dataDir: 'data', ledger: { secretFile }, eventStore: { kind: 'eventstoredb', url } };
  writeFileSync(config, JSON.stringify(settings));
  const grant = (user: string) => runCli(['--config', config, 'eventstoredb', 'grant', '--user', user]);

  expect(await grant('ledger')).toMatchObject({
    exitCode: 0,
    output: 'grant      ledger may read the whole log now\n',
  });
  expect(await grant('two words')).toMatchObject({ exitCode: 2, errors: 'two words is not a user’s name\n' });
  expect(await readers()).toEqual(['$admins', 'ledger']);

  writeFileSync(config, JSON.stringify({ dataDir: 'data' }));
  expect(await grant('ledger')).toMatchObject({ exitCode: 2, errors: 'eventStore.kind is not eventstoredb\n' });
});
