export { readMailFiles } from './read-mail-files.js';
export type { MailFile } from './mail-file.js';
