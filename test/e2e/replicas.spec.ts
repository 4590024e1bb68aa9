import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeCampaign } from '../../src/demo/campaign.js';
import { makeMails } from '../../src/demo/make-mails.js';
import { openEventStoreDb } from '../../src/event-store/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot } from '../support/dovecot.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = 300;
/** A node to run on instead of the stand-in; its log must be empty, for a ledger takes up the whole of it. */
const { EVENTSTORE_URL } = process.env;

interface Line {
  readonly msg?: string;
  readonly url?: string;
}

interface Replica {
  readonly config: string;
  /** Where it answers; undefined without the role `api`. */
  readonly url: string | undefined;
  readonly stop: () => Promise<number | null>;
}

/** Distinct mails of many kinds. */
function someMails(count: number): Buffer[] {
  const campaign = makeCampaign({
    campaignId: 'replicas',
    name: 'replicas',
    sends: 20_000,
    seed: 7,
    startedAt: new Date('2026-11-01T08:00:00Z'),
    returnAddressOf: ({ sendId }) => `bounces+${sendId}@news.example`,
  });
  const byId = new Map(makeMails(campaign, 7).map(({ bytes }) => [mailIdOf(bytes), bytes]));
  return [...byId.values()].slice(0, count);
}

/** Starts a process with a data directory of its own, and waits for the line of its log that says that it works. */
async function startReplica(root: string, name: string, settings: object, ready: RegExp): Promise<Replica> {
  const directory = join(root, name);
  mkdirSync(directory);
  const config = join(directory, 'bounce-ledger.yaml');
  writeFileSync(config, JSON.stringify({ dataDir: 'data', ...settings }));
  const child = spawn(process.execPath, [BIN, '--config', config, 'serve']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let url: string | undefined;
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      log.push(text);
      const line = JSON.parse(text) as Line;
      url ??= line.url;
      if (ready.test(line.msg ?? '')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${code}: ${log.join('\n')}`));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return ((await once(child, 'exit')) as [number | null])[0];
  };
  return { config, url, stop };
}

async function get(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const why = DOVECOT_MISSING === null ? '' : ` (skipped: ${DOVECOT_MISSING})`;

describe.skipIf(DOVECOT_MISSING !== null)(`several processes on one event store${why}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  it(
    `two that collect from one mailbox end with each of ${MAILS} mails once, and a third answers of all of them`,
    { timeout: 180_000 },
    async () => {
      const [late, ...mails] = someMails(MAILS + 1) as [Buffer, ...Buffer[]];
      const { user, password } = dovecot.fill('shared', mails);
      const standIn = await EventStoreDbStandIn.start();
      onTestFinished(() => {
        standIn.kill();
      });
      const root = temporaryDirectory();
      writeFileSync(join(root, 'ledger.secret'), 'a secret of thirty-two bytes or so\n');
      const eventStore = { kind: 'eventstoredb', url: EVENTSTORE_URL ?? standIn.url };
      const shared = { eventStore, ledger: { secretFile: join(root, 'ledger.secret') } };
      const { host, port } = dovecot;
      const account = { name: 'bounces', host, port, tls: 'none', user, password, after: 'delete' };
      const collecting = { ...shared, roles: ['collector'], mailboxes: [{ ...account, pollIntervalSeconds: 1 }] };

      const collectors = await Promise.all(
        ['first', 'second'].map((name) => startReplica(root, name, collecting, /^collecting/)),
      );
      const answering = { ...shared, roles: ['api'], http: { port: 0 } };
      const api = await startReplica(root, 'third', answering, /^answering/);
      await vi.waitUntil(() => dovecot.count(user) === 0, { timeout: 90_000, interval: 50 });

      const store = await openEventStoreDb({ url: eventStore.url });
      onTestFinished(() => store.close());
      const received = async () =>
        (await eventsOf(store))
          .filter(({ type }) => type === 'MailReceived')
          .map(({ data, position }) => ({ mailId: data['mailId'] as string, position }));
      const before = await received();
      expect(before.map(({ mailId }) => mailId).sort()).toEqual(mails.map(mailIdOf).sort());
      const last = before.at(-1)?.position ?? '';
      for (const mailId of mails.slice(-20).map(mailIdOf)) {
        expect(await get(`${api.url ?? ''}/v1/mails/${mailId}?minPosition=${last}`)).toMatchObject({ status: 200 });
      }

      // Nobody waits for the third to follow but the read itself.
      dovecot.fill(user, [late]);
      const arrived = await vi.waitUntil(
        async () => (await received()).find(({ mailId }) => mailId === mailIdOf(late)),
        { timeout: 20_000, interval: 20 },
      );
      const answer = await get(`${api.url ?? ''}/v1/mails/${arrived.mailId}?minPosition=${arrived.position}`);
      expect(answer.status).toBe(200);

      for (const { stop } of [...collectors, api]) expect(await stop()).toBe(0);
      expect(await received()).toHaveLength(MAILS + 1);
    },
  );

  it('never write the same read models: a data directory is one process’s, and the command line asks that', async () => {
    const standIn = await EventStoreDbStandIn.start();
    onTestFinished(() => {
      standIn.kill();
    });
    const root = temporaryDirectory();
    writeFileSync(join(root, 'ledger.secret'), 'a secret of thirty-two bytes or so\n');
    const settings = {
      roles: ['api'],
      http: { port: 0 },
      ledger: { secretFile: join(root, 'ledger.secret') },
      eventStore: { kind: 'eventstoredb', url: standIn.url },
    };
    const { config, stop } = await startReplica(root, 'only', settings, /^answering/);
    const second = await runCli(['--config', config, 'serve']);
    expect(second.exitCode).toBe(1);
    expect(second.errors).toMatch(/data directory .* is in use by process \d+/);
    expect(await runCli(['--config', config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
    expect(await stop()).toBe(0);
    expect(await runCli(['--config', config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
  });
});
