import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const TYPES = ['message/disposition-notification', 'message/global-disposition-notification'];

/** Message disposition notifications: what a reader's program did with a message. RFC 8098. */
export const readReceipt: Family = {
  name: 'read-receipt',

  recognise(mail: Mail): Evidence | null {
    return mail.part(...TYPES) !== null || mail.root.reportType === 'disposition-notification' ? 'certain' : null;
  },

  read(): Reading {
    return { kind: 'read-receipt', reason: 'it tells what became of a message after its delivery' };
  },
};
