export { RecipientsModule } from './recipients.module.js';
export type { RecipientQueries } from './recipient-views.js';
