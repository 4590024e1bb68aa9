import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const COLLECT = join(import.meta.dirname, 'collect-process.js');

/**
 * Peak memory in bytes of `collect` while it takes a mailbox into a new ledger, follows the log and empties the
 * mailbox.
 */
export async function collectionMemory(dovecot, mails) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-collection-'));
  try {
    const { user, password } = dovecot.fill('memory', mails);
    const { host, port } = dovecot;
    const mailbox = { name: 'bench', host, port, tls: 'none', user, password, after: 'delete' };
    const configFile = join(dataDir, 'configuration.yaml');
    await writeFile(configFile, JSON.stringify({ dataDir, mailboxes: [mailbox] }));
    const { stdout } = await promisify(execFile)(process.execPath, [COLLECT, configFile]);
    const [{ appended, deleted, error }, { peakBytes }] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    if (error !== null || appended !== mails.length || deleted !== mails.length) {
      throw new Error(`${appended} mails appended, ${deleted} deleted: ${error?.message}`);
    }
    return peakBytes;
  } finally {
    await rm(dataDir, { recursive: true });
  }
}
