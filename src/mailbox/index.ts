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
export type { RecordedCustody } from './collection/custody.port.js';
export { type RecordedFailures, NO_RETRIEVAL_FAILURES } from './collection/retrieval-failures.js';
export type { CollectorStatus, MailboxStatus } from './collector-status.js';
