import { hasNullReversePath, isFromMailSystem } from '../recognition/report-sender.js';
import type { Mail } from '../structure/mail.js';
import { isTerse } from '../text/failure-statement.js';
import { hasFailureWords } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';
import { readReports } from './rfc3464.js';

const FIRST_FIELD = /^[ \t>]{0,8}(?:reporting-mta|original-recipient|final-recipient)[ \t]?:/im;
const RECIPIENT_FIELD = /^[ \t>]{0,8}final-recipient[ \t]?:/im;

/** Delivery status notifications (RFC 3464) whose fields stand in a text: the MIME structure was lost or never made. */
export const rfc3464InText: Family = {
  name: 'rfc3464-in-text',

  recognise({ headers, root }: Mail): Evidence | null {
    if (root.reportType === 'delivery-status') return 'likely';
    if (hasNullReversePath(headers) || isFromMailSystem(headers)) return 'possible';
    return hasFailureWords(headers.first('subject') ?? '') ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const text = textWithFields(mail);
    if (text === null || !(isSystems(mail) || isWholeReport(text))) return null;
    const fields = text
      .slice(FIRST_FIELD.exec(text)?.index ?? 0)
      .replace(/^[ \t>]{1,8}(?=[A-Za-z-]{1,40}[ \t]?:)/gm, '');
    return readReports(mail, [fields]);
  },
};

function isSystems({ headers, root }: Mail): boolean {
  return root.reportType === 'delivery-status' || hasNullReversePath(headers) || isFromMailSystem(headers);
}

/** Whether a report that does not come from a mail system has all of its fields, unquoted, and no person's words before them. */
function isWholeReport(text: string): boolean {
  return WHOLE_REPORT.every((field) => field.test(text)) && isTerse(text.slice(0, FIRST_FIELD.exec(text)?.index));
}

const WHOLE_REPORT: readonly RegExp[] = [
  /^reporting-mta[ \t]?:/im,
  /^final-recipient[ \t]?:/im,
  /^action[ \t]?:/im,
  /^status[ \t]?:/im,
];

/** The mail's words, or another part that holds the fields: servers attach them as files, and gateways change what a part is called. */
function textWithFields(mail: Mail): string | null {
  if (RECIPIENT_FIELD.test(mail.ownWords)) return mail.ownWords;
  const attached = mail.leaves.filter((part) => part.isMultipart || !READ_OTHERWISE.test(part.contentType));
  for (const part of attached) if (RECIPIENT_FIELD.test(part.text())) return part.text();
  return null;
}

/** Parts that are among the mail's words, that return a message, or that hold no text. */
const READ_OTHERWISE = /^(?:text\/(?:plain|html|rfc822-headers)|message\/|image\/|audio\/|video\/)/;
