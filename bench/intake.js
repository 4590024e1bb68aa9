import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { loadSettings } from '../dist/config/index.js';
import { collectMailbox, ledgerCustody } from '../dist/mailbox/index.js';
import { openWriteSide } from '../dist/service/open-write-side.js';
import { DOVECOT_MISSING, startDovecot } from '../test/support/dovecot.ts';
import { bounceMails } from './support/bounce-mails.js';

const MAILS = Number(process.env.INTAKE_MAILS ?? 10_000);
const ROUNDS = Number(process.env.INTAKE_ROUNDS ?? 3);

/**
 * Takes mails from Dovecot into the embedded event store and deletes them: retrieved, interpreted, classified, durable.
 * Beside it Python's poplib only retrieves the same mails, in turns with it.
 */
export async function run(report) {
  if (DOVECOT_MISSING !== null) throw new Error(DOVECOT_MISSING);
  const mails = bounceMails(MAILS);
  const dovecot = await startDovecot();
  try {
    const intake = [];
    const poplib = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const account = dovecot.fill('bench', mails);
      await warmUp(dovecot, account);
      poplib.push(MAILS / (await fetchWithPoplib(dovecot, account)));
      intake.push(MAILS / (await takeIn(dovecot, account)));
      if (dovecot.count('bench') !== 0) throw new Error('the mailbox is not empty');
    }
    const beside = { name: 'poplib, fetching only', value: median(poplib) };
    report({ metric: `intake of ${MAILS} mails, durable and deleted`, value: median(intake), unit: 'mails/s', beside });
  } finally {
    await dovecot.stop();
  }
}

/** Lets Dovecot build its index, which the first listing of a new mailbox would pay for. */
async function warmUp({ host, port }, { user, password }) {
  const socket = connect(port, host);
  socket.write(`USER ${user}\r\nPASS ${password}\r\nLIST\r\nQUIT\r\n`);
  socket.resume();
  await once(socket, 'close');
}

async function fetchWithPoplib({ host, port }, { user, password }) {
  const script = join(import.meta.dirname, 'support/poplib-fetch.py');
  const { stdout } = await promisify(execFile)('python3', [script, host, String(port), user, password]);
  return Number(stdout);
}

async function takeIn({ host, port }, { user, password }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-intake-'));
  try {
    const configFile = join(dataDir, 'configuration.yaml');
    const mailbox = { name: 'bench', host, port, tls: 'none', user, password, after: 'delete' };
    await writeFile(configFile, JSON.stringify({ dataDir, mailboxes: [mailbox] }));
    const settings = loadSettings(configFile);
    const { ledger, intake } = await openWriteSide(settings);
    const started = performance.now();
    const { appended, deleted, error } = await collectMailbox(settings.mailboxes[0], {
      intake,
      seen: { has: () => false },
      custody: ledgerCustody(ledger),
      clock: () => new Date(),
    });
    const seconds = (performance.now() - started) / 1000;
    await ledger.store.close();
    if (error !== null || appended !== MAILS || deleted !== MAILS) {
      throw new Error(`${appended} mails appended, ${deleted} deleted: ${error?.message}`);
    }
    return seconds;
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
