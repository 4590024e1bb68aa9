import { hasNullReversePath, isFromMailSystem } from '../recognition/report-sender.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';
import { readReports } from './rfc3464.js';

const FIRST_FIELD = /^[ \t>]{0,8}(?:reporting-mta|original-recipient|final-recipient)[ \t]?:/im;
const RECIPIENT_FIELD = /^[ \t>]{0,8}final-recipient[ \t]?:/im;

/** Delivery status notifications (RFC 3464) whose fields stand in a text: the MIME structure was lost or never made. */
export const rfc3464InText: Family = {
  name: 'rfc3464-in-text',

  recognise({ headers, root }: Mail): Evidence | null {
    if (root.reportType === 'delivery-status') return 'likely';
    return hasNullReversePath(headers) || isFromMailSystem(headers) ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const text = [mail.ownWords, mail.root.isMultipart ? mail.root.text() : ''].find((candidate) =>
      RECIPIENT_FIELD.test(candidate),
    );
    if (text === undefined) return null;
    const fields = text
      .slice(FIRST_FIELD.exec(text)?.index ?? 0)
      .replace(/^[ \t>]{1,8}(?=[A-Za-z-]{1,40}[ \t]?:)/gm, '');
    return readReports(mail, [fields]);
  },
};
