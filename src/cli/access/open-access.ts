import type { Settings } from '../../config/index.js';
import { DataDirectoryInUseError } from '../../event-store/index.js';
import { HttpAccess } from './http-access.js';
import type { LedgerAccess } from './ledger-access.js';

/**
 * The configured ledger: opened here, or asked of the service that has it open.
 * @throws DataDirectoryInUseError if its owner is not a service that answers over HTTP
 */
export async function openAccess(settings: Settings): Promise<LedgerAccess> {
  // Loaded when they are needed: commands that open no ledger start without the framework.
  const [{ readServiceFile }, { LocalAccess }] = await Promise.all([
    import('../../service/index.js'),
    import('./local-access.js'),
  ]);
  try {
    return await LocalAccess.open(settings);
  } catch (error) {
    const service = error instanceof DataDirectoryInUseError ? readServiceFile(settings.dataDir) : null;
    if (service === null) throw error;
    return new HttpAccess(service);
  }
}
