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
const ROUNDS = Number(process.env.INTAKE_ROUNDS ?? 5);

/**
 * Takes mails from Dovecot into the embedded event store and deletes them: retrieved, interpreted, classified, durable.
 * Beside it, interleaved, Python's poplib only retrieves the same mails.
 */
export async function run(report) {
  if (DOVECOT_MISSING !== null) throw new Error(DOVECOT_MISSING);
  const mails = bounceMails(MAILS * ROUNDS);
  const dovecot = await startDovecot();
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-intake-'));
  try {
    const { user, password } = dovecot.fill('bench', []);
    const { host, port } = dovecot;
    const mailbox = { name: 'bench', host, port, tls: 'none', user, password, after: 'delete' };
    const configFile = join(dataDir, 'configuration.yaml');
    await writeFile(configFile, JSON.stringify({ dataDir, mailboxes: [mailbox] }));
    const writeSide = await openWriteSide(loadSettings(configFile));
    const intake = [];
    const poplib = [];
    // One service for all rounds; each round brings mails that it has not seen.
    for (let round = 0; round < ROUNDS; round += 1) {
      dovecot.fill('bench', mails.slice(round * MAILS, (round + 1) * MAILS));
      await warmUp(mailbox);
      poplib.push(MAILS / (await fetchWithPoplib(mailbox)));
      intake.push(MAILS / (await takeIn(writeSide)));
      if (dovecot.count('bench') !== 0) throw new Error('the mailbox is not empty');
    }
    await writeSide.close();
    const beside = { name: 'poplib, fetching only', value: median(poplib) };
    report({ metric: `intake of ${MAILS} mails, durable and deleted`, value: median(intake), unit: 'mails/s', beside });
  } finally {
    await dovecot.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** Makes Dovecot build its index, which the first listing of a new mailbox would otherwise pay for. */
async function warmUp({ host, port, user, password }) {
  const socket = connect(port, host);
  socket.write(`USER ${user}\r\nPASS ${password}\r\nLIST\r\nQUIT\r\n`);
  socket.resume();
  await once(socket, 'close');
}

async function fetchWithPoplib({ host, port, user, password }) {
  const script = join(import.meta.dirname, 'support/poplib-fetch.py');
  const { stdout } = await promisify(execFile)('python3', [script, host, String(port), user, password]);
  return Number(stdout);
}

async function takeIn({ settings, ledger, intake }) {
  const started = performance.now();
  const { appended, deleted, error } = await collectMailbox(settings.mailboxes[0], {
    intake,
    seen: { receivedAt: () => null },
    custody: ledgerCustody(ledger),
    clock: () => new Date(),
  });
  const seconds = (performance.now() - started) / 1000;
  if (error !== null || appended !== MAILS || deleted !== MAILS) {
    throw new Error(`${appended} mails appended, ${deleted} deleted: ${error?.message}`);
  }
  return seconds;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
