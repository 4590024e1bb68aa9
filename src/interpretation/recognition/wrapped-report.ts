import { parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { RETURNED_HEADER_BYTES } from '../facts/returned-message.js';
import { isSystems } from './report-sender.js';

const REPORT_PARTS = ['message/delivery-status', 'message/global-delivery-status', 'message/feedback-report'];

/**
 * The bytes of a delivery report that a mail system's mail only passes on, as scanners and gateways do; null where the
 * mail is a report itself, or returns an ordinary message.
 */
export function wrappedReport(mail: Mail): Buffer | null {
  if (mail.part(...REPORT_PARTS) !== null) return null;
  const [part] = mail.returnedParts;
  if (part?.contentType === 'message/rfc822') {
    return isReport(part.start(RETURNED_HEADER_BYTES)) ? part.content() : null;
  }
  const { returnedText } = mail;
  return returnedText !== null && isReport(returnedText.slice(0, RETURNED_HEADER_BYTES))
    ? Buffer.from(returnedText)
    : null;
}

function isReport(text: string): boolean {
  const header = parseHeaderFields(text.trimStart().split(/\n[ \t]*\n/, 1)[0] ?? '');
  return isSystems(header) && /report-type="?delivery-status/i.test(header.first('content-type') ?? '');
}
