import { sentToAddresses } from '../facts/message-addresses.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const SUBJECT =
  /\b(?:(?:e-?mail )?feedback (?:loop )?report|feedback[- ]loop|fbl\b|spam (?:complaint|report|feedback)|(?:abuse|junk)(?: mail)? (?:complaint|report)|complaint (?:about|regarding|report|notification|from)|complaint(?= ?:)|(?:marked|reported) as (?:spam|junk|abuse)|client tos notification)\b/i;

/** Desks to which users' complaints go, and which pass them on. */
const DESK =
  /(?:^|[<\s"])(?:[\w.]{1,40}[-_.+])?(?:fbl|feedback(?:[-_.]?loop)?|scomp|abuse|complaints?|spam(?:[-_.]?reports?)?|staff)(?:[-_.+][\w.-]{1,40})?@/i;

/**
 * Feedback loops that do not use ARF: a provider's desk returns the message of which its user complained, and says so.
 */
export const feedbackLoop: Family = {
  name: 'feedback-loop',

  recognise(mail: Mail): Evidence | null {
    const { headers } = mail;
    if (!SUBJECT.test(headers.first('subject') ?? '') || !DESK.test(headers.first('from') ?? '')) return null;
    return mail.returnedParts.length > 0 ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    const returned = returnedHeader(mail);
    if (returned.fields.length === 0) return null;
    // Providers hide who complained: then the only address that the message went to tells it, or none does.
    const [recipient, ...others] = sentToAddresses(returned);
    const named = recipient !== undefined && others.length === 0 ? recipient : null;
    return { kind: 'complaint', complaints: [{ recipient: named, feedbackType: 'abuse' }], returned };
  },
};
