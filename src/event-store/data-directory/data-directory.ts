import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes sure that the directory exists, readable by its owner only when it is made here, and that it is still there
 * after a power loss: SQLite syncs what is in it, but not its own entry in the directory above.
 */
export function ensureDataDirectory(dataDir: string): void {
  const firstMade = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  const top = dirname(resolve(firstMade));
  for (let directory = dirname(resolve(dataDir)); directory.startsWith(top); directory = dirname(directory)) {
    syncDirectory(directory);
    if (directory === top) return;
  }
}

/**
 * Makes an empty file, readable by its owner only, unless it exists. (SQLite would give it the umask's mode, and makes
 * its WAL like the file.) An existing file is not opened: closing it again would drop this process's locks on it.
 */
export function ensurePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Makes what was named in a directory survive a power loss. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
