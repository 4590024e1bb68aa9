import { hasNullReversePath, isFromMailSystem, isFromProgram } from '../recognition/report-sender.js';
import type { Mail } from '../structure/mail.js';
import { ReportText } from '../text/report-text.js';
import type { Evidence, Family, Reading } from './family.js';

/** Fields of reports, and of mail to many. */
const OTHERS = ['x-failed-recipients', 'x-ms-exchange-message-is-ndr', 'list-unsubscribe', 'list-post'];

/**
 * Answers that nobody wrote, in whatever language: they refer to a message and have a null reverse-path, which people's
 * own mail never has (RFC 3834 section 3.3, RFC 5321 section 4.5.5). Asked last: what is known for a report is none.
 */
export const nullPathAnswer: Family = {
  name: 'null-path-answer',

  recognise({ headers, root, returnedParts }: Mail): Evidence | null {
    if (!hasNullReversePath(headers) || !headers.has('in-reply-to')) return null;
    if (isFromMailSystem(headers) || isFromProgram(headers) || root.reportType !== null) return null;
    return returnedParts.length > 0 || OTHERS.some((name) => headers.has(name)) ? null : 'possible';
  },

  read(mail: Mail): Reading | null {
    // A refusal that is quoted may be a report of a kind that nobody knows yet: that is kept for another look.
    if (new ReportText(mail.ownWords).refusal() !== null) return null;
    return { kind: 'auto-reply', reason: 'a program’s answer to a delivered message: its null reverse-path' };
  },
};
