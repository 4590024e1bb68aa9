export { readMailFiles } from './read-mail-files.js';
export type { MailFile, MailFileResult, UnreadableMailFile } from './mail-file.js';
