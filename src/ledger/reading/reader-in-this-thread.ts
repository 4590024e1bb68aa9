import type { MailReader, ReadingOptions } from './mail-reader.port.js';
import { readMail } from './read-mail.js';

/** Reads each mail when it is asked for, in the caller's thread. */
export function readerInThisThread({ classifier, interpretation }: ReadingOptions): MailReader {
  return {
    read: async (mail) => ({ ...(await readMail(mail, classifier(), interpretation)), bytes: mail.bytes }),
    close: () => Promise.resolve(),
  };
}
