import { parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { MailPart } from '../structure/mail-part.js';
import { quotedSystemHeader } from './quoted-header.js';
import { RETURNED_HEADER_BYTES } from '../facts/returned-message.js';
import { isSystems } from './report-sender.js';
import { forwardedSubject, isReply } from './subject-marks.js';

/** Digests and archives attach more mails than a person does who forwards one. */
const MAX_ATTACHED = 5;
const MAIL_FILE = /name\*?\d?\*?=[^;]{0,300}\.eml\b/i;

const REPORT_FIELDS: readonly RegExp[] = [/^final-recipient[ \t]?:/im, /^action[ \t]?:/im, /^status[ \t]?:/im];

/**
 * The bytes of a mail system's report that a person forwards, as an attachment or in the text, where it must hold the
 * report's fields; null where the mail forwards none. Whether they are a report is for a family to say.
 */
export function forwardedReport(mail: Mail): Buffer | null {
  return attachedMail(mail) ?? quotedReport(mail);
}

function attachedMail({ leaves, root }: Mail): Buffer | null {
  if (root.children.length === 0 && root.contentType !== 'message/rfc822') return null;
  const attached = leaves.filter(isMailFile);
  if (attached.length > MAX_ATTACHED) return null;
  const report = attached.find((part) => isSystems(parseHeaderFields(headerOf(part.start(RETURNED_HEADER_BYTES)))));
  return report?.content() ?? null;
}

function isMailFile(part: MailPart): boolean {
  if (part.contentType === 'message/rfc822') return true;
  const { headers } = part;
  return ['content-type', 'content-disposition'].some((name) => MAIL_FILE.test(headers.first(name) ?? ''));
}

function quotedReport(mail: Mail): Buffer | null {
  const subject = mail.headers.first('subject') ?? '';
  if (isReply(subject)) return null;
  const { words } = mail;
  // Nearly no mail has one: what follows looks at every line.
  if (!/final-recipient/i.test(words)) return null;
  if (!REPORT_FIELDS.every((field) => field.test(words.replace(/^[>|] ?/gm, '')))) return null;
  const quoted = quotedSystemHeader(words);
  if (quoted === null || !REPORT_FIELDS.every((field) => field.test(quoted.body))) return null;
  const about = quoted.values.find((value) => endsWithValue(subject, value));
  const inner = about ?? forwardedSubject(subject);
  if (inner === null) return null;
  return Buffer.from(`From: ${quoted.author}\nSubject: ${inner}\n\n${quoted.body}`);
}

/** Whether a mail program made the subject of a quoted one, whatever the mark that it put before it. */
function endsWithValue(subject: string, value: string): boolean {
  const [whole, end] = [folded(subject), folded(value)];
  return end.length > 3 && whole.endsWith(end) && whole.length - end.length <= 30;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

function headerOf(text: string): string {
  return text.trimStart().split(/\n[ \t]*\n/, 1)[0] ?? '';
}
