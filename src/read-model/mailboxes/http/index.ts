export { COLLECT_NOW, CollectionsController, type CollectsNow } from './collections.controller.js';
export { MAILBOX_QUERIES, MailboxesController } from './mailboxes.controller.js';
export { registerMailboxMetrics } from './mailbox-metrics.js';
