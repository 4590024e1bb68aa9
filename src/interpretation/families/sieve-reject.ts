import { addressOfField } from '../facts/addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const REJECTED = /\b(?:was|has been) (?:automatically )?(?:rejected|refused)\b/i;

/**
 * Refusals by a recipient's filter script, which RFC 5429 section 2.1.2 lets a server send as a disposition
 * notification: the message was deleted, and the text says that it was rejected. Whoever deletes a message unread sends
 * the same without saying so.
 */
export const sieveReject: Family = {
  name: 'sieve-reject',

  recognise(mail: Mail): Evidence | null {
    return mail.part('message/disposition-notification') === null ? null : 'certain';
  },

  read(mail: Mail): Reading | null {
    const fields = parseHeaderFields(mail.part('message/disposition-notification')?.text() ?? '');
    const words = mail.ownWords;
    const deleted = /automatic-action\b.*;\s*deleted/i.test(fields.first('disposition') ?? '');
    if (!deleted || !REJECTED.test(words)) return null;
    const recipient = addressOfField(fields.first('final-recipient'));
    const originalRecipient = addressOfField(fields.first('original-recipient'));
    return {
      kind: 'delivery',
      recipients: [{ recipient, originalRecipient, action: 'failed', diagnostic: words }],
      reportingMta: mtaName(fields.first('mdn-gateway')),
    };
  },
};
