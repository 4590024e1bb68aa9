import { hasNullReversePath, isFromMailSystem } from './report-sender.js';
import { parseHeaderFields, type HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';

const HEADER_BYTES = 16 * 1024;
const REPORT_PARTS = ['message/delivery-status', 'message/global-delivery-status', 'message/feedback-report'];

/**
 * The bytes of a delivery report that a mail system's mail only passes on, as scanners and gateways do; null where the mail is a
 * report itself, or returns an ordinary message. A person is no mail system; where one forwards a report in the text of a mail, it
 * must hold the report's fields.
 */
export function wrappedReport(mail: Mail): Buffer | null {
  if (!isSystems(mail.headers)) return forwardedReport(mail);
  if (mail.part(...REPORT_PARTS) !== null) return null;
  const [part] = mail.returnedParts;
  if (part?.contentType === 'message/rfc822') return isReport(part.start(HEADER_BYTES)) ? part.content() : null;
  const { returnedText } = mail;
  return returnedText !== null && isReport(returnedText.slice(0, HEADER_BYTES)) ? Buffer.from(returnedText) : null;
}

function forwardedReport({ headers, returnedText }: Mail): Buffer | null {
  if (!FORWARDED.test(headers.first('subject') ?? '') || returnedText === null) return null;
  const isOfSystem = isSystems(parseHeaderFields(headerOf(returnedText.slice(0, HEADER_BYTES))));
  return isOfSystem && REPORT_FIELDS.every((field) => field.test(returnedText)) ? Buffer.from(returnedText) : null;
}

const FORWARDED = /^\s*\[?(?:fwd?|wg|tr|rv|enc|i|doorst|转发|轉寄)\s?:/i;
const REPORT_FIELDS: readonly RegExp[] = [/^final-recipient[ \t]?:/im, /^action[ \t]?:/im, /^status[ \t]?:/im];

function headerOf(text: string): string {
  return text.trimStart().split(/\n[ \t]*\n/, 1)[0] ?? '';
}

function isReport(text: string): boolean {
  const header = parseHeaderFields(headerOf(text));
  return isSystems(header) && /report-type="?delivery-status/i.test(header.first('content-type') ?? '');
}

function isSystems(headers: HeaderFields): boolean {
  return hasNullReversePath(headers) || isFromMailSystem(headers);
}
