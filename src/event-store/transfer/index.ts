export { backUp, type BackedUp } from './back-up.js';
export { copyLog, type CopyProgress } from './copy-log.js';
