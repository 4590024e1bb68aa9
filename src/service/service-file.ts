import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the command line reaches the service that owns a data directory. */
export interface ServiceAddress {
  readonly url: string;
  /** API key made at this start; null while the service asks for none. */
  readonly token: string | null;
  readonly pid: number;
}

const FILE = 'service.json';

/** Tells where the service is, for its owner's eyes only. */
export function writeServiceFile(dataDir: string, address: ServiceAddress): void {
  const file = join(dataDir, FILE);
  // Written whole or not at all: a reader never sees half of it.
  writeFileSync(`${file}.new`, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Takes the file away; a service that was killed leaves it, and its address then answers nothing. */
export function removeServiceFile(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}

/** Where the service of the data directory is; null if there is no readable file. */
export function readServiceFile(dataDir: string): ServiceAddress | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as ServiceAddress;
  } catch {
    return null;
  }
}
