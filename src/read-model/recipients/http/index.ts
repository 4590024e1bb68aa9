export { RecipientsModule } from './recipients.module.js';
export { RecipientDto } from './recipient.dto.js';
