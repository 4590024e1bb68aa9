export { custodyProjection } from './custody.projection.js';
export { StoredMailboxes } from './stored-mailboxes.js';
export { StoredSeenMails } from './stored-seen-mails.js';
