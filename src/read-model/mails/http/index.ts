export { MAIL_QUERIES, MailsController } from './mails.controller.js';
