export { DecisionsController } from './decisions.controller.js';
export { RecipientDto } from './recipient.dto.js';
export { RECIPIENT_QUERIES, RecipientsController } from './recipients.controller.js';
