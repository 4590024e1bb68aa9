export { custodyProjection } from './custody.projection.js';
export { SqliteRecordedMailboxes } from './sqlite-recorded-mailboxes.js';
export type { RecordedMailboxes, MailboxQueries, MailboxView, MailboxFailures } from './mailbox-views.js';
export { WatchedMailboxes } from './watched-mailboxes.js';
