import { chmodSync, copyFileSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backupEventFile, EVENT_FILE, type BackupProgress, type EventFileContents } from '../index.js';

/** A backup cannot be made there, or of this. */
export class BackupRefusedError extends Error {
  readonly code = 'backup-refused';
  constructor(directory: string, reason: string) {
    super(`no backup into ${directory}: ${reason}`);
    this.name = 'BackupRefusedError';
  }
}

/** Name of the ledger's secret in a data directory, where no other file is configured for it. */
const SECRET_FILE = 'ledger.secret';

export interface BackupSource {
  readonly dataDir: string;
  /** Where the ledger's secret is configured to be; absent: in the data directory. */
  readonly secretFile?: string | undefined;
}

export interface BackedUp extends EventFileContents {
  readonly directory: string;
  /** Whether the ledger's secret is in the backup; it is not when it is kept outside the data directory. */
  readonly secretIncluded: boolean;
}

/**
 * Makes a directory that can serve as a data directory: the events as they stand now, checked, and the ledger's secret
 * where it lies with them. Read models are not in it: a service builds its own. The owner of the data directory may be
 * running.
 *
 * @param directory made, readable by its owner only; nothing in it is ever overwritten
 * @throws BackupRefusedError, DamagedEventFileError, UnsupportedEventFileError
 */
export async function backUp(
  { dataDir, secretFile = join(dataDir, SECRET_FILE) }: BackupSource,
  directory: string,
  onProgress?: (progress: BackupProgress) => void,
): Promise<BackedUp> {
  if (!existsSync(join(dataDir, EVENT_FILE))) {
    throw new BackupRefusedError(directory, `there is no event file in ${dataDir}`);
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (readdirSync(directory).length > 0) throw new BackupRefusedError(directory, 'it is not empty');
  const secretIncluded = dirname(secretFile) === dataDir && existsSync(secretFile);
  if (secretIncluded) {
    const copy = join(directory, basename(secretFile));
    copyFileSync(secretFile, copy, constants.COPYFILE_EXCL);
    chmodSync(copy, 0o600);
  }
  return { directory, secretIncluded, ...(await backupEventFile(dataDir, directory, onProgress)) };
}
