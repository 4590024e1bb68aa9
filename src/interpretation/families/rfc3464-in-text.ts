import { firstAddressIn } from '../facts/addresses.js';
import { hasNullReversePath, isFromMailSystem, isFromProgram } from '../recognition/report-sender.js';
import { isReply, isToMany } from '../recognition/subject-marks.js';
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
    if (text === null || !(isSystems(mail) || isWholeReport(mail, text))) return null;
    const fields = text
      .slice(FIRST_FIELD.exec(text)?.index ?? 0)
      .replace(/^[ \t>]{1,8}(?=[A-Za-z-]{1,40}[ \t]?:)/gm, '');
    // Of the fields, each is its own recipient's.
    return readReports(mail, [fields], () => mail.ownWords.split(FIRST_FIELD, 1)[0] ?? '');
  },
};

function isSystems({ headers, root }: Mail): boolean {
  return root.reportType === 'delivery-status' || hasNullReversePath(headers) || isFromMailSystem(headers);
}

/**
 * Whether a report that no mail system's name marks has all of its fields, unquoted, no person's words before them, and
 * for its author the server that reports, or a program.
 */
function isWholeReport({ headers }: Mail, text: string): boolean {
  if (isReply(headers.first('subject') ?? '') || isToMany(headers)) return false;
  const author = headers.first('from') ?? '';
  const domain = firstAddressIn(author)?.replace(/^.*@/, '').toLowerCase();
  const reporter = REPORTER.exec(text)?.[1]?.toLowerCase() ?? '';
  const isReporter = domain === undefined || `.${reporter}`.endsWith(`.${domain}`) || isFromProgram(headers);
  const before = text.slice(0, FIRST_FIELD.exec(text)?.index);
  return isReporter && WHOLE_REPORT.every((field) => field.test(text)) && isTerse(before);
}

const REPORTER = /^reporting-mta[ \t]?:[ \t]*\w{1,20}[ \t]*;[ \t]*([\w.-]{1,255})/im;
const WHOLE_REPORT: readonly RegExp[] = [
  /^reporting-mta[ \t]?:/im,
  /^final-recipient[ \t]?:/im,
  /^action[ \t]?:/im,
  /^status[ \t]?:/im,
];

/**
 * The mail's words, or another part that holds the fields: servers attach them as files, and gateways change what a
 * part is called.
 */
function textWithFields(mail: Mail): string | null {
  if (RECIPIENT_FIELD.test(mail.ownWords)) return mail.ownWords;
  const attached = mail.leaves.filter((part) => part.isMultipart || !READ_OTHERWISE.test(part.contentType));
  for (const part of attached) if (RECIPIENT_FIELD.test(part.text())) return part.text();
  return null;
}

/** Parts that are among the mail's words, that return a message, or that hold no text. */
const READ_OTHERWISE = /^(?:text\/(?:plain|html|rfc822-headers)|message\/|image\/|audio\/|video\/)/;
