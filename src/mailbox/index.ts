export type { MailboxQueries } from './mailbox-views.js';
export { checkMailbox, type CheckStep } from './check/index.js';
export { collectMailbox, type CollectionParts } from './collect-mailbox.js';
export type { CollectionReport } from './collection-report.js';
export type { Pop3MailboxOptions } from './pop3-mailbox-options.js';
export type { SeenMails } from './seen-mails.port.js';
export { ledgerCustody } from './ledger-custody.js';
export { CollectorService, UnknownMailboxError, type CollectorOptions } from './collector.service.js';
export { custodyProjection, StoredMailboxes } from './custody/index.js';
