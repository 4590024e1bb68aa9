export { backUp, BackupRefusedError, type BackedUp } from './back-up.js';
