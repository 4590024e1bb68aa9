import type { MailReader, ReadingOptions } from './mail-reader.port.js';
import { readMails } from './read-mails.js';

/** Reads each mail when it is asked for, in the caller's thread. */
export function readerInThisThread({ classifier, interpretation }: ReadingOptions): MailReader {
  return {
    async read(mail) {
      const [read] = await readMails([mail], classifier(), interpretation);
      if (read === undefined) throw new TypeError('a mail was given to be read, and no reading came of it');
      return read;
    },
    close: () => Promise.resolve(),
  };
}
