export { openBounceLedger, type BounceLedger } from './open-bounce-ledger.js';
export { openWriteSide } from './open-write-side.js';
export { startService, type RunningService } from './start-service.js';
export { readServiceFile, type ServiceAddress } from './service-file.js';
export { provesIdentity } from './service-identity.js';
