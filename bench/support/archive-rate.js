import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const COMMAND = join(import.meta.dirname, '../../bin/bounce-ledger.js');

/**
 * Writes an mbox with this many mails, repeating them as needed, and deletes it when the work is done.
 * @returns what the work returns
 */
export function withArchive(mails, count, work) {
  const directory = mkdtempSync(join(tmpdir(), 'bounce-ledger-bench-'));
  const file = join(directory, 'archive.mbox');
  const text = mails.map((mail) =>
    mail
      .toString('latin1')
      .replace(/\r\n/g, '\n')
      .replace(/^(>*From )/gm, '>$1'),
  );
  const entries = Array.from(
    { length: count },
    (_, index) => `From x@x.example Thu Jan  1 00:00:00 2026\n${text[index % text.length]}\n\n`,
  );
  writeFileSync(file, entries.join(''), 'latin1');
  try {
    return work(file);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * How many mails of an archive `interpret --json` explains per second on this many processors, including its start-up.
 * Needs taskset, from util-linux.
 */
export function archiveRate(file, count, processors) {
  const began = performance.now();
  execFileSync('taskset', ['-c', `0-${processors - 1}`, process.execPath, COMMAND, 'interpret', '--json', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return (count * 1000) / (performance.now() - began);
}
