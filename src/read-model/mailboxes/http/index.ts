export { MailboxesModule } from './mailboxes.module.js';
export { OperationsModule } from './operations.module.js';
export { registerMailboxMetrics } from './mailbox-metrics.js';
