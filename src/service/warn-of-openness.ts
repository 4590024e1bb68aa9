import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Configuration } from '../config/index.js';
import { SECRET_FILE } from './lost-events.js';

const READABLE_BY_OTHERS = 0o044;
const WRITABLE_BY_OTHERS = 0o022;
const OPEN_TO_OTHERS = 0o077;

/** Warns of what lets other users of this machine, or of the network, read secrets or put something in their place. */
export function warnOfOpenness(
  {
    settings,
    secretFiles = [],
    certificatesUnchecked = false,
  }: Pick<Configuration, 'settings'> & Partial<Configuration>,
  logger: Pick<Logger, 'warn'>,
): void {
  const { dataDir, ledger, mailboxes } = settings;
  const directoryMode = modeOf(dataDir);
  if ((directoryMode & OPEN_TO_OTHERS) !== 0) {
    const can = (directoryMode & WRITABLE_BY_OTHERS) === 0 ? 'read' : 'write to';
    logger.warn({ dataDir }, `other users can ${can} the data directory ${dataDir}: chmod 700 it`);
  }
  for (const file of [...secretFiles, ledger.secretFile ?? join(dataDir, SECRET_FILE)]) {
    if ((modeOf(file) & (READABLE_BY_OTHERS | WRITABLE_BY_OTHERS)) === 0) continue;
    logger.warn({ file }, `other users can open the secret file ${file}: chmod 600 it`);
  }
  if (certificatesUnchecked) {
    logger.warn(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0: certificates of OAuth token endpoints and of EventStoreDB are not checked, and ' +
        'anybody on the way can read the secrets sent there (certificates of mailboxes are checked; see caFile)',
    );
  }
  for (const { name, tls } of mailboxes.filter((mailbox) => mailbox.tls === 'none')) {
    logger.warn(
      { mailbox: name, tls },
      `mailbox ${name}: tls is none, so its password and its mails can be read on the way`,
    );
  }
}

/** The permissions of a file or directory; 0 where there is none. */
function modeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
}
