export { MailboxesModule } from './mailboxes.module.js';
export type { MailboxQueries } from './mailbox-views.js';
