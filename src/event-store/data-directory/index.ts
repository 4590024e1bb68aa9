export { ensurePrivateFile, syncDirectory } from './data-directory.js';
export { DataDirectoryInUseError } from './errors.js';
export { takeDataDirectory } from './owner-lock.js';
