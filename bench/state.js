import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const RECIPIENTS = Number(process.env.STATE_RECIPIENTS ?? 1_000_000);
const CHILD = join(import.meta.dirname, 'support/state-process.js');
const KINDS = ['hard-bounce', 'complaint', 'unsubscribe', 'manual'];
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2025-01-01T08:00:00Z');

/**
 * Suppression lists of this many rows: in, out, and looked up, each in a process of its own, whose peak memory is
 * reported too. Beside the import the bare event store appends the very same events. The read model follows before what
 * is read is measured.
 */
export async function run(report) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-state-'));
  try {
    await writeLists(directory);
    const imported = await child('import', directory);
    const appended = await child('append', directory);
    const rows = `of ${RECIPIENTS} suppressions`;
    const beside = { name: 'bare append of the same events, a part at a time', value: appended.seconds };
    report({ metric: `import ${rows}`, value: imported.seconds, unit: 's', beside, lowerIsBetter: true });
    report({ metric: `peak memory of the import ${rows}`, value: imported.peakBytes / 1e6, unit: 'MB' });
    const followed = await child('follow', directory);
    report({ metric: `following the import ${rows}`, value: RECIPIENTS / followed.seconds, unit: 'rows/s' });
    for (const [work, what] of [
      ['export', `export ${rows} as CSV`],
      ['lookup', `lookup of ${RECIPIENTS} addresses from a file`],
    ]) {
      const { seconds, peakBytes } = await child(work, directory);
      report({ metric: what, value: RECIPIENTS / seconds, unit: 'rows/s' });
      report({ metric: `peak memory of the ${what}`, value: peakBytes / 1e6, unit: 'MB' });
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function writeLists(directory) {
  const list = createWriteStream(join(directory, 'list.csv'));
  const addresses = createWriteStream(join(directory, 'addresses.txt'));
  list.write('email,kind,reason,since,source\n');
  for (let row = 0; row < RECIPIENTS; row++) {
    const name = createHash('sha256').update(String(row)).digest('hex').slice(0, 8);
    const since = new Date(FIRST_DAY + (row % 500) * DAY_MS).toISOString();
    const address = `${name}.${row}@example${row % 5_000}.com`;
    const line = `${address},${KINDS[row % 4]},550 5.1.1 no such user,${since},esp\n`;
    if (!list.write(line)) await once(list, 'drain');
    if (!addresses.write(`${address}\n`)) await once(addresses, 'drain');
  }
  list.end();
  await once(list, 'finish');
  addresses.end();
  await once(addresses, 'finish');
}

/** Runs one piece of work. @returns what it printed: `{seconds, peakBytes}` */
async function child(work, directory) {
  const process_ = spawn(process.execPath, [CHILD, work, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(process_, 'exit');
  let printed = null;
  for await (const line of createInterface({ input: process_.stdout })) printed = JSON.parse(line);
  const [code] = await exited;
  if (code !== 0 || printed === null) throw new Error(`${work} failed`);
  return printed;
}
