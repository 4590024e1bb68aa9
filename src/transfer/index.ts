export { backUp, BackupRefusedError, type BackedUp } from './back-up.js';
export { copyLog, type CopyProgress } from './copy-log.js';
export { CopyDivergedError } from './match-events.js';
