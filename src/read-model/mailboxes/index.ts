export { custodyProjection } from './custody.projection.js';
export { StoredMailboxes } from './stored-mailboxes.js';
export type { RecordedMailboxes, MailboxQueries, MailboxView, MailboxFailures } from './mailbox-views.js';
export { WatchedMailboxes } from './watched-mailboxes.js';
