import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the command line reaches the service that owns a data directory. */
export interface ServiceAddress {
  readonly url: string;
  /** API key created at this start; null if the service requires none. */
  readonly token: string | null;
  readonly pid: number;
}

const FILE = 'service.json';

/** Writes where the service is, readable by its owner only. */
export function writeServiceFile(dataDir: string, address: ServiceAddress): void {
  const file = join(dataDir, FILE);
  // Written and renamed, so that a reader never sees half of it.
  writeFileSync(`${file}.new`, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Removes the file. A killed service leaves it behind, with an address that no longer answers. */
export function removeServiceFile(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}

/** The address of the service that owns the data directory; null if there is no readable file. */
export function readServiceFile(dataDir: string): ServiceAddress | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as ServiceAddress;
  } catch {
    return null;
  }
}
