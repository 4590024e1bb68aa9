export { MailboxesModule } from './mailboxes.module.js';
