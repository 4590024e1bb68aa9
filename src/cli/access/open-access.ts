import type { Settings } from '../../config/index.js';
import { DataDirectoryInUseError } from '../../event-store/index.js';
import { HttpAccess } from './http-access.js';
import type { LedgerAccess } from './ledger-access.js';

/** The process that answers where the service should be is another. No key was sent to it. */
export class ServiceNotProvenError extends Error {
  readonly code = 'service-not-proven';
  constructor(url: string, cause: DataDirectoryInUseError) {
    super(`${cause.message}, and what answers at ${url} is not its service: no key was sent to it`, { cause });
    this.name = 'ServiceNotProvenError';
  }
}

/**
 * The configured ledger: opened here, or asked of the service that has it open.
 * @throws DataDirectoryInUseError if its owner is not a service that answers over HTTP
 * @throws UntrustedServiceFileError, ServiceNotProvenError if the service's address may be somebody else's
 */
export async function openAccess(settings: Settings): Promise<LedgerAccess> {
  // Loaded when they are needed: commands that open no ledger start without the framework.
  const [{ provesIdentity, readServiceFile }, { LocalAccess }] = await Promise.all([
    import('../../service/index.js'),
    import('./local-access.js'),
  ]);
  try {
    return await LocalAccess.open(settings);
  } catch (error) {
    if (!(error instanceof DataDirectoryInUseError)) throw error;
    const service = readServiceFile(settings.dataDir);
    // A service that was killed leaves its address behind: another process may own the directory, or listen there.
    if (service === null || (error.pid !== null && service.pid !== error.pid)) throw error;
    if (!(await provesIdentity(service.url, service))) throw new ServiceNotProvenError(service.url, error);
    return new HttpAccess(service);
  }
}
