export type * from './event-store.port.js';
export * from './errors.js';
export { backupEventFile, type BackupProgress } from './embedded/file/backup-event-file.js';
export { checkEventFile, type EventFileContents } from './embedded/file/check-event-file.js';
export * from './embedded/errors.js';
export { DataDirectoryInUseError } from './data-directory/index.js';
export { EVENT_FILE } from './embedded/file/event-file.js';
export * from './embedded/open-embedded-event-store.js';
export { openEventStoreDb } from './open-eventstoredb.js';
