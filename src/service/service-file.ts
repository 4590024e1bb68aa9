import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replacePrivateFile } from '../event-store/data-directory/index.js';
import type { ServiceIdentity } from './service-identity.js';

/** How the command line reaches the service that owns a data directory. */
export interface ServiceAddress extends ServiceIdentity {
  readonly url: string;
  /** API key created at this start. */
  readonly token: string;
  readonly pid: number;
}

/** The file that says where the service is was not written by it: whoever did would be sent an API key. */
export class UntrustedServiceFileError extends Error {
  readonly code = 'untrusted-service-file';
  constructor(file: string, reason: string) {
    super(`${file} is not trusted: ${reason}; remove it, and restart the service`);
    this.name = 'UntrustedServiceFileError';
  }
}

const FILE = 'service.json';
const MAX_BYTES = 65_536;
// Whoever may write to the directory may put a link or a FIFO there.
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Writes where the service is, readable by its owner only. */
export function writeServiceFile(dataDir: string, address: ServiceAddress): void {
  replacePrivateFile(join(dataDir, FILE), `${JSON.stringify(address)}\n`);
}

/** Removes the file. A killed service leaves it behind; whoever owns the data directory next removes it. */
export function removeServiceFile(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}

/**
 * The address that the owner of the data directory has written; null if there is none.
 * @throws UntrustedServiceFileError
 */
export function readServiceFile(dataDir: string): ServiceAddress | null {
  const file = join(dataDir, FILE);
  let descriptor: number;
  try {
    descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UntrustedServiceFileError(file, code === 'ELOOP' ? 'it is a symbolic link' : code);
  }
  try {
    assertOwn(descriptor, file, dataDir);
    return parse(readFileSync(descriptor, 'utf8')) ?? fail(file, 'it does not say where a service is');
  } finally {
    closeSync(descriptor);
  }
}

/** The file must be this user's. The administrator also trusts a file of the data directory's owner. */
function assertOwn(descriptor: number, file: string, dataDir: string): void {
  const stat = fstatSync(descriptor);
  const { uid, size } = stat;
  if (!stat.isFile()) fail(file, 'it is not a file');
  if (size > MAX_BYTES) fail(file, 'it is too large');
  const user = process.geteuid?.();
  if (user === undefined || uid === user) return;
  if (user === 0 && uid === statSync(dataDir).uid) return;
  fail(file, `it belongs to user ${uid}`);
}

function parse(text: string): ServiceAddress | null {
  try {
    const { url, token, pid, ledgerId, proofKey } = JSON.parse(text) as Partial<Record<keyof ServiceAddress, unknown>>;
    const isWhole =
      typeof url === 'string' &&
      URL.canParse(url) &&
      typeof token === 'string' &&
      typeof pid === 'number' &&
      typeof ledgerId === 'string' &&
      typeof proofKey === 'string';
    return isWhole ? { url, token, pid, ledgerId, proofKey } : null;
  } catch {
    return null;
  }
}

function fail(file: string, reason: string): never {
  throw new UntrustedServiceFileError(file, reason);
}
