export { evidencePath, SqliteMailQueries } from './sqlite-mail-queries.js';
export { SqliteSeenMails } from './sqlite-seen-mails.js';
export { MailEvidence, UnknownMailError } from './mail-evidence.js';
export type { MailQueries, MailView, MailFilter } from './mail-views.js';
