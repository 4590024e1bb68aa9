export { ensurePrivateFile, syncDirectory } from './data-directory.js';
export { DataDirectoryInUseError } from './errors.js';
export { replacePrivateFile } from './replace-private-file.js';
export { takeDataDirectory } from './owner-lock.js';
