export { RecipientsModule } from './recipients.module.js';
export type { RecipientQueries } from './recipient-views.js';
export type { RecipientView } from './recipient-views.js';
