export type { RecipientQueries } from './recipient-views.js';
export type { ListedRecipient, RecipientStatus, RecipientView } from './recipient-views.js';
export { noticeGiven } from './changes.js';
export { createRecipientsProjection } from './recipients.projection.js';
export { statusChanges, type StatusMove } from './status-changes.js';
export { policyInEffect } from './policy-in-effect.js';
export { effectOf } from './recipient-effects.js';
export { StoredRecipients } from './stored-recipients.js';
