export type * from './event-store.port.js';
export * from './errors.js';
export { backupEventFile, type BackupProgress } from './embedded/backup-event-file.js';
export { checkEventFile, type EventFileContents } from './embedded/check-event-file.js';
export * from './embedded/errors.js';
export { EVENT_FILE } from './embedded/event-file.js';
export * from './embedded/open-embedded-event-store.js';
export { openEventStoreDb } from './open-eventstoredb.js';
