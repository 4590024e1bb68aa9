import { afterPhrase, says } from '../phrases/phrases.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const TYPES = ['message/disposition-notification', 'message/global-disposition-notification'];

/** `Read: our offer`; a receipt repeats the subject of the message. */
const PREFIX_END = /^ ?[:：] ?(.*)$/u;
/** So many characters are enough to tell one subject from another. */
const TELLING = 40;
/** Receipts say one sentence, and what was read. */
const MAX_WORDS = 1200;

/** What a reader's program did with a message: disposition notifications (RFC 8098), and receipts in words alone. */
export const readReceipt: Family = {
  name: 'read-receipt',

  recognise(mail: Mail): Evidence | null {
    if (hasNotification(mail)) return 'certain';
    return mail.root.reportType === null && subjectRead(mail) !== null ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    if (!hasNotification(mail) && !isReceiptInWords(mail)) return null;
    return { kind: 'read-receipt', reason: 'it tells what became of a message after its delivery' };
  },
};

function hasNotification(mail: Mail): boolean {
  return mail.part(...TYPES) !== null || mail.root.reportType === 'disposition-notification';
}

/** The subject of the message, where the mail's begins as a receipt's does. */
function subjectRead({ headers }: Mail): string | null {
  const after = afterPhrase('opened', headers.first('subject') ?? '');
  return after === null ? null : (PREFIX_END.exec(after)?.[1] ?? null);
}

/** Whether the mail says in few words that a message was read, and names it or answers it. */
function isReceiptInWords(mail: Mail): boolean {
  const words = mail.ownWords;
  if (words.length > MAX_WORDS || !says('read', words)) return false;
  const subject = subjectRead(mail)?.slice(0, TELLING) ?? '';
  return mail.headers.has('in-reply-to') || (subject !== '' && words.toLowerCase().includes(subject));
}
