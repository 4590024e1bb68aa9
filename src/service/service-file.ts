import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ServiceIdentity } from './service-identity.js';

/** How the command line reaches the service that owns a data directory. */
export interface ServiceAddress extends ServiceIdentity {
  readonly url: string;
  /** API key created at this start; null if the service requires none. */
  readonly token: string | null;
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
const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Writes where the service is, readable by its owner only. A link that somebody planted at either name is replaced, and
 * never followed.
 */
export function writeServiceFile(dataDir: string, address: ServiceAddress): void {
  const file = join(dataDir, FILE);
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const descriptor = openSync(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(address)}\n`);
  } finally {
    closeSync(descriptor);
  }
  // Renamed when it is whole, so that a reader never sees half of it.
  renameSync(fresh, file);
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
      (typeof token === 'string' || token === null) &&
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
