import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openEventStoreDb } from '../../src/event-store/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { collect } from '../contract/events.js';
import { distinctMails } from '../support/distinct-mails.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot } from '../support/dovecot.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { runCli } from '../support/run-cli.js';
import { LEDGER_SECRET, startServiceProcess } from '../support/service-process.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const MAILS = 300;
/** A node to run on instead of the stand-in, without another ledger in it. */
const { EVENTSTORE_URL } = process.env;

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
      const [late, ...mails] = distinctMails(MAILS + 1) as [Buffer, ...Buffer[]];
      const { user, password } = dovecot.fill('shared', mails);
      const standIn = await EventStoreDbStandIn.start();
      onTestFinished(() => {
        standIn.kill();
      });
      const root = temporaryDirectory();
      writeFileSync(join(root, 'ledger.secret'), LEDGER_SECRET);
      const eventStore = { kind: 'eventstoredb', url: EVENTSTORE_URL ?? standIn.url };
      const shared = { eventStore, ledger: { secretFile: join(root, 'ledger.secret') } };
      const mailbox = `replicas-${randomUUID()}`;
      const { host, port } = dovecot;
      const account = { name: mailbox, host, port, tls: 'none', user, password, after: 'delete' };
      const collecting = { ...shared, roles: ['collector'], mailboxes: [{ ...account, pollIntervalSeconds: 1 }] };

      const collectors = await Promise.all(
        ['first', 'second'].map((name) => startServiceProcess(root, name, collecting, /^collecting/)),
      );
      const answering = { ...shared, roles: ['api'], http: { port: 0 } };
      const api = await startServiceProcess(root, 'third', answering, /^answering/);
      await vi.waitUntil(() => dovecot.count(user) === 0, { timeout: 90_000, interval: 50 });

      const store = await openEventStoreDb({ url: eventStore.url });
      onTestFinished(() => store.close());
      const received = async () =>
        (await collect(store.readAll({ filter: { by: 'type', prefixes: ['MailReceived'] } })))
          .filter(({ data }) => data['mailbox'] === mailbox)
          .map(({ data, position }) => ({ mailId: data['mailId'] as string, position }));
      const before = await received();
      expect(before.map(({ mailId }) => mailId).sort()).toEqual(mails.map(mailIdOf).sort());
      const last = before.at(-1)?.position ?? '';
      for (const mailId of mails.slice(-20).map(mailIdOf)) {
        expect(await get(`${api.url}/v1/mails/${mailId}?minPosition=${last}`)).toMatchObject({ status: 200 });
      }

      // Nobody waits for the third to follow but the read itself.
      dovecot.fill(user, [late]);
      const arrived = await vi.waitUntil(
        async () => (await received()).find(({ mailId }) => mailId === mailIdOf(late)),
        { timeout: 60_000, interval: 20 },
      );
      const answer = await get(`${api.url}/v1/mails/${arrived.mailId}?minPosition=${arrived.position}`);
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
    writeFileSync(join(root, 'ledger.secret'), LEDGER_SECRET);
    const settings = {
      roles: ['api'],
      http: { port: 0 },
      ledger: { secretFile: join(root, 'ledger.secret') },
      eventStore: { kind: 'eventstoredb', url: standIn.url },
    };
    const { config, stop } = await startServiceProcess(root, 'only', settings, /^answering/);
    const second = await runCli(['--config', config, 'serve']);
    expect(second.exitCode).toBe(1);
    expect(second.errors).toMatch(/data directory .* is in use by process \d+/);
    expect(await runCli(['--config', config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
    expect(await stop()).toBe(0);
    expect(await runCli(['--config', config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
  });
});
