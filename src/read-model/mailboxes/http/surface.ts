export { MailboxesModule } from './mailboxes.module.js';
export { MailboxNameDto } from './mailbox.dto.js';
