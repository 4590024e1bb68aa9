export { custodyProjection } from './custody.projection.js';
export { StoredMailboxes } from './stored-mailboxes.js';
