export { custodyProjection } from './custody.projection.js';
export { SeenMails } from './seen-mails.js';
export { StoredMailboxes } from './stored-mailboxes.js';
