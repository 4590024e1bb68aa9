export type {
  CollectorStatus,
  MailboxQueries,
  MailboxView,
  RecordedMailboxes,
} from '../read-model/mailboxes/mailbox-views.js';
export { WatchedMailboxes } from '../read-model/mailboxes/watched-mailboxes.js';
export { checkMailbox, type CheckStep } from './check/index.js';
export { collectMailbox, type CollectionParts } from './collection/collect-mailbox.js';
export type { CollectionReport } from './collection/collection-report.js';
export type { Pop3MailboxOptions } from './pop3-mailbox-options.js';
export type { SeenMails } from './collection/seen-mails.port.js';
export { ledgerCustody } from './collection/ledger-custody.js';
export {
  CollectorService,
  UnknownMailboxError,
  type CollectNow,
  type CollectorOptions,
} from './schedule/collector.service.js';
export { custodyProjection, StoredMailboxes } from '../read-model/mailboxes/index.js';
export type { RecordedCustody } from './collection/custody.port.js';
