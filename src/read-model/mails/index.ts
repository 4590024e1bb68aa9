export { evidencePath, StoredMails } from './stored-mails.js';
export { StoredSeenMails } from './stored-seen-mails.js';
export { MailEvidence, UnknownMailError } from './mail-evidence.js';
export type { MailQueries, MailView, MailFilter } from './mail-views.js';
