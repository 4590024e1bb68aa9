import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import type { EventStore } from '../../src/event-store/index.js';
import { rawDigestOf } from '../../src/ledger/evidence/index.js';
import type { MailReceived } from '../../src/events/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import type { CollectionReport } from '../../src/mailbox/index.js';
import { openWriteSide } from '../../src/service/open-write-side.js';
import { collect } from '../contract/events.js';
import { distinctMails } from '../support/distinct-mails.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot, type DovecotAccount } from '../support/dovecot.js';
import { LEDGER_SECRET } from '../support/service-process.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const CHILD = join(import.meta.dirname, 'collector-child.mjs');
const MAILS = 500;
/** A node to run on instead of the embedded event store, without another ledger in it. */
const { EVENTSTORE_URL } = process.env;

/** Each is done so many times before the kill; what is appended goes on where the run before was killed. */
const KILLS = [
  ['retrieved', 1],
  ['retrieved', 40],
  ['evidence-appended', 1],
  ['evidence-appended', 60],
  ['mail-appended', 1],
  ['mail-appended', 100],
  ['acknowledged', 250],
  ['deleted', 1],
  ['deleted', MAILS - 1],
  ['quitting', 1],
] as const;

interface Run {
  readonly signal: string | null;
  readonly report: CollectionReport | null;
  readonly errors: string;
}

async function run(configFile: string, step?: string, times?: number): Promise<Run> {
  const killAt = step === undefined ? [] : [step, String(times)];
  const child = spawn(process.execPath, [CHILD, configFile, ...killAt], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]);
  return { signal, report: output === '' ? null : (JSON.parse(output) as CollectionReport), errors };
}

/** A session that was killed may hold the mailbox until its server has noticed. */
async function runUnlessInUse(configFile: string, step?: string, times?: number): Promise<Run> {
  for (;;) {
    const result = await run(configFile, step, times);
    if (result.report?.error?.responseCode !== 'IN-USE') return result;
    await sleep(100);
  }
}

/** A configuration that collects from the mailbox into the embedded event store, or into EVENTSTORE_URL. */
function configure({ host, port }: Dovecot, { user, password }: DovecotAccount, name: string): string {
  const dataDir = temporaryDirectory();
  const secretFile = join(dataDir, 'ledger.secret');
  writeFileSync(secretFile, LEDGER_SECRET);
  const eventStore =
    EVENTSTORE_URL === undefined ? { kind: 'embedded' } : { kind: 'eventstoredb', url: EVENTSTORE_URL };
  const mailbox = { name, host, port, tls: 'none', user, password, after: 'delete' };
  const configFile = join(dataDir, 'configuration.yaml');
  writeFileSync(configFile, JSON.stringify({ dataDir, ledger: { secretFile }, eventStore, mailboxes: [mailbox] }));
  return configFile;
}

async function receivedFrom(mailbox: string, store: EventStore): Promise<MailReceived['data'][]> {
  const events = await collect(store.readAll({ filter: { by: 'type', prefixes: ['MailReceived'] } }));
  return events.map(({ data }) => data as unknown as MailReceived['data']).filter((mail) => mail.mailbox === mailbox);
}

const why = DOVECOT_MISSING === null ? '' : ` (skipped: ${DOVECOT_MISSING})`;

describe.skipIf(DOVECOT_MISSING !== null)(`a collector that is killed with SIGKILL${why}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  it(
    `at every step of a session has each of ${MAILS} mails in the ledger once, and the mailbox empty, when it has run through`,
    { timeout: 240_000 },
    async () => {
      const mails = distinctMails(MAILS);
      const account = dovecot.fill('killed', mails);
      const { user } = account;
      const mailbox = `killed-${randomUUID()}`;
      const configFile = configure(dovecot, account, mailbox);

      for (const [step, times] of KILLS) {
        const { signal, errors } = await runUnlessInUse(configFile, step, times);
        expect(signal, `killed at ${step} ${times}: ${errors}`).toBe('SIGKILL');
        expect(dovecot.count(user), `mails left after the kill at ${step} ${times}`).toBe(MAILS);
      }

      const { report, errors } = await runUnlessInUse(configFile);
      expect(report, errors).toMatchObject({ listed: MAILS, parked: 0, notReached: 0, deleted: MAILS, error: null });
      expect(dovecot.count(user)).toBe(0);

      const writeSide = await openWriteSide(loadSettings(configFile));
      onTestFinished(() => writeSide.close());
      const { ledger, evidence } = writeSide;
      const received = await receivedFrom(mailbox, ledger.store);
      expect(received.map(({ mailId }) => mailId).sort()).toEqual(mails.map(mailIdOf).sort());
      expect(received.map(({ rawDigest }) => rawDigest).sort()).toEqual(mails.map(rawDigestOf).sort());
      for (const { rawDigest } of received) {
        expect(rawDigestOf((await evidence.read(rawDigest)) ?? Buffer.from('lost'))).toBe(rawDigest);
      }
    },
  );

  it('before its last append has emptied the mailbox all the same, and the next run finds nothing to do', async () => {
    const mails = distinctMails(50);
    const account = dovecot.fill('unrecorded', mails);
    const { user } = account;
    const mailbox = `killed-${randomUUID()}`;
    const configFile = configure(dovecot, account, mailbox);

    expect((await run(configFile, 'custody-appending', 1)).signal).toBe('SIGKILL');
    expect(dovecot.count(user)).toBe(0);
    expect((await runUnlessInUse(configFile)).report).toMatchObject({ listed: 0, error: null });

    const writeSide = await openWriteSide(loadSettings(configFile));
    onTestFinished(() => writeSide.close());
    expect(await receivedFrom(mailbox, writeSide.ledger.store)).toHaveLength(mails.length);
  });
});
