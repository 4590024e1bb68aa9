import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DOVECOT_MISSING, startDovecot } from '../test/support/dovecot.ts';
import { startDelayingProxy } from './support/delaying-proxy.js';
import { bounceMails } from './support/bounce-mails.js';
import { collectionMemory } from './support/collection-memory.js';

const MAILS = Number(process.env.POP3_MAILS ?? 10_000);
/** With round trips, a client that waits for each one would take too long with all mails. */
const DELAYED_MAILS = Math.min(MAILS, Number(process.env.POP3_DELAYED_MAILS ?? 1_000));
const ROUNDS = Number(process.env.POP3_ROUNDS ?? 3);
const DELAY_MS = 10;
const LARGE_MAILS = Number(process.env.POP3_LARGE_MAILS ?? 20);
const LARGE_MEBIBYTES = 25;
const MEGABYTE = 1e6;

const CONTESTANTS = {
  ours: [process.execPath, 'wire-fetch.js'],
  nodePop3: [process.execPath, 'node-pop3-fetch.js'],
  poplib: ['python3', 'poplib-fetch.py'],
};

/**
 * Fetching only, from Dovecot, interleaved: our session, node-pop3 and Python's poplib, each in a separate process.
 * Then the same with round trips of 20 ms, through a proxy. Then the peak memory of a process that only collects, with
 * many mails and with large ones. The bench `intake` measures the whole intake.
 */
export async function run(report) {
  if (DOVECOT_MISSING !== null) throw new Error(DOVECOT_MISSING);
  const dovecot = await startDovecot();
  try {
    const mails = bounceMails(MAILS);
    const near = await rates(dovecot.port, dovecot.fill('near', mails), MAILS, Object.keys(CONTESTANTS));
    const metric = `fetch of ${MAILS} mails`;
    report({ metric, value: near.ours, unit: 'mails/s', beside: { name: 'node-pop3', value: near.nodePop3 } });
    report({ metric, value: near.ours, unit: 'mails/s', beside: { name: 'poplib', value: near.poplib } });

    const proxy = await startDelayingProxy(dovecot.port, DELAY_MS);
    try {
      const account = dovecot.fill('far', mails.slice(0, DELAYED_MAILS));
      const far = await rates(proxy.port, account, DELAYED_MAILS, ['ours', 'nodePop3']);
      report({
        metric: `fetch of ${DELAYED_MAILS} mails with round trips of ${2 * DELAY_MS} ms`,
        value: far.ours,
        unit: 'mails/s',
        beside: { name: 'node-pop3', value: far.nodePop3 },
      });
    } finally {
      await proxy.close();
    }

    const peak = async (metric, contents) =>
      report({ metric, value: (await collectionMemory(dovecot, contents)) / MEGABYTE, unit: 'MB' });
    await peak(`peak memory while collecting ${MAILS} mails`, mails);
    await peak(`peak memory while collecting ${LARGE_MAILS} mails of ${LARGE_MEBIBYTES} MiB`, largeMails());
  } finally {
    await dovecot.stop();
  }
}

/** Medians of the rounds, in mails a second. */
async function rates(port, account, mails, names) {
  await warmUp(port, account);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) measured[name].push(mails / (await fetchWith(CONTESTANTS[name], port, account)));
  }
  return Object.fromEntries(Object.entries(measured).map(([name, values]) => [name, median(values)]));
}

async function fetchWith([program, script], port, { user, password }) {
  const file = join(import.meta.dirname, 'support', script);
  const { stdout } = await promisify(execFile)(program, [file, '127.0.0.1', String(port), user, password]);
  return Number(stdout);
}

function largeMails() {
  const line = 'A line of text that is repeated very often.\r\n';
  const text = line.repeat(Math.ceil((LARGE_MEBIBYTES * 1024 * 1024) / line.length));
  return Array.from({ length: LARGE_MAILS }, (_, index) => Buffer.from(`Subject: large ${index}\r\n\r\n${text}`));
}

/** Makes Dovecot build its index, which the first listing of a new mailbox would otherwise pay for. */
async function warmUp(port, { user, password }) {
  const socket = connect(port, '127.0.0.1');
  socket.write(`USER ${user}\r\nPASS ${password}\r\nLIST\r\nQUIT\r\n`);
  socket.resume();
  await once(socket, 'close');
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
