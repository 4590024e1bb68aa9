import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openEventStoreDb } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { collect } from '../contract/events.js';
import { distinctMails } from '../support/distinct-mails.js';
import { StandInProcess } from '../support/eventstoredb-stand-in/index.js';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { LEDGER_SECRET, startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const MAILS = 300;
/**
 * The server is killed when so many mails have been retrieved, and comes back at once or when the session was given up
 * for it.
 */
const KILLS = [
  { retrieved: 60, endsSession: false },
  { retrieved: 150, endsSession: false },
  { retrieved: 240, endsSession: true },
] as const;
const PATIENCE = { timeout: 120_000, interval: 20 };

it(
  `an event store that is killed in the midst of intake and of subscriptions, ${KILLS.length + 1} times, ends with each of ${MAILS} mails once, and is followed again`,
  { timeout: 300_000 },
  async () => {
    const root = temporaryDirectory();
    const store = await StandInProcess.start(join(root, 'journal'));
    onTestFinished(() => store.kill());
    writeFileSync(join(root, 'ledger.secret'), LEDGER_SECRET);
    const mails = distinctMails(MAILS + 1);
    const late = { uidl: 'late', bytes: mails.pop() ?? Buffer.alloc(0) };
    const mailbox = await startMaildropServer(mails);

    const shared = {
      eventStore: { kind: 'eventstoredb', url: store.url },
      ledger: { secretFile: join(root, 'ledger.secret') },
    };
    const account = { name: 'bounces', host: '127.0.0.1', port: mailbox.port, tls: 'none', user: 'reader' };
    const mailboxes = [{ ...account, password: PASSWORD, after: 'delete', pollIntervalSeconds: 1 }];
    const api = await startServiceProcess(root, 'api', { ...shared, roles: ['api'], http: { port: 0 } }, /^answering/);
    await expectReady(api);
    const collector = await startServiceProcess(
      root,
      'collector',
      { ...shared, roles: ['collector'], mailboxes },
      /^collecting/,
    );

    for (const { retrieved, endsSession } of KILLS) {
      await vi.waitUntil(() => mailbox.count('RETR') >= retrieved, PATIENCE);
      await store.kill();
      if (endsSession) await vi.waitUntil(() => !mailbox.maildrop.isLocked, PATIENCE);
      await store.startAgain();
    }
    await vi.waitUntil(() => mailbox.maildrop.mails.length === 0, PATIENCE);
    // Now nothing is under way, and only the subscription is cut.
    await expectReady(api);
    await store.kill();
    await vi.waitUntil(async () => (await fetch(`${api.url}/health/ready`)).status === 503, PATIENCE);
    await store.startAgain();
    await expectReady(api);
    mailbox.maildrop.mails = [late];
    await vi.waitUntil(() => mailbox.maildrop.mails.length === 0, PATIENCE);

    const received = await appended(store.url, 'MailReceived');
    const expected = [...mails, late.bytes].map(mailIdOf);
    expect(received.map(({ data }) => data['mailId']).sort()).toEqual(expected.toSorted());
    const last = received.at(-1)?.position;
    for (const mailId of expected) {
      const { status } = await fetch(`${api.url}/v1/mails/${mailId}?minPosition=${last ?? ''}`);
      expect(status).toBe(200);
    }
    const followed = await bouncesInFeed(api);
    expect(followed.length).toBeGreaterThan(MAILS / 2);
    const bounces = (await appended(store.url, 'BounceReceived')).filter(({ data }) => data['action'] === 'failed');
    expect(followed.toSorted()).toEqual(bounces.map(({ data }) => data['bounceId']).sort());
    expect(await collector.stop()).toBe(0);
    expect(await api.stop()).toBe(0);
  },
);

async function expectReady({ url }: ServiceProcess): Promise<void> {
  await vi.waitUntil(async () => (await fetch(`${url}/health/ready`)).status === 200, PATIENCE);
}

async function appended(url: string, type: string): Promise<readonly RecordedEvent[]> {
  const store = await openEventStoreDb({ url });
  try {
    return await collect(store.readAll({ filter: { by: 'type', prefixes: [type] } }));
  } finally {
    await store.close();
  }
}

/** What the feed told of bounces, from its start to its end. */
async function bouncesInFeed({ url }: ServiceProcess): Promise<string[]> {
  const bounces: string[] = [];
  let after: string | null = '';
  do {
    const page = await fetch(
      `${url}/v1/events?types=bounce.received&limit=500${after === '' ? '' : `&after=${after}`}`,
    );
    const { items, next } = (await page.json()) as FeedPage;
    bounces.push(...items.map(({ data }) => data.bounceId));
    after = next;
  } while (after !== null);
  return bounces;
}

interface FeedPage {
  readonly items: readonly { readonly data: { readonly bounceId: string } }[];
  readonly next: string | null;
}
