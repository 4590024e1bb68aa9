import { addressOfField } from '../facts/addresses.js';
import { sentToAddresses } from '../facts/message-addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { returnedHeader } from '../facts/returned-message.js';
import { HeaderFields, parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/** Types that report something else than that somebody complained: RFC 6650, RFC 6591. */
const NO_COMPLAINT: Readonly<Record<string, string>> = {
  'not-spam': 'the feedback report says that the message is no spam',
  'auth-failure': 'the feedback report tells of a failed authentication: nobody complained',
};

/** What the sender put into the message to know it by: RFC 9477 section 3.1.2, and what it was made of. */
const SENDERS_IDS: ReadonlySet<string> = new Set(['cfbl-feedback-id', 'feedback-id']);

/** Fields that name who complained: RFC 5965 section 3.2, and its drafts. */
const RECIPIENT_FIELDS = ['original-rcpt-to', 'removal-recipient'];

/** Feedback reports: ARF, RFC 5965. */
export const arf: Family = {
  name: 'arf',

  recognise(mail: Mail): Evidence | null {
    if (mail.part('message/feedback-report') !== null) return 'certain';
    return mail.root.reportType === 'feedback-report' ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    const fields = feedbackFields(mail);
    if (fields === null) return null;
    const feedbackType = fields.first('feedback-type')?.toLowerCase() ?? 'other';
    const reason = NO_COMPLAINT[feedbackType];
    if (reason !== undefined) return { kind: 'not-a-report', reason };
    const returned = returnedHeader(mail);
    return {
      kind: 'complaint',
      complaints: recipientsOf(fields, returned).map((recipient) => ({
        recipient,
        feedbackType,
        sourceIp: fields.first('source-ip'),
        arrivalDate: fields.first('arrival-date') ?? fields.first('received-date'),
      })),
      reportingMta: mtaName(fields.first('reporting-mta')),
      envelopeId: fields.first('original-envelope-id'),
      returned: new HeaderFields([...returned.fields, ...fields.fields.filter(({ name }) => SENDERS_IDS.has(name))]),
    };
  },
};

function feedbackFields(mail: Mail): HeaderFields | null {
  const part = mail.part('message/feedback-report');
  const candidates = part === null ? mail.leaves : [part];
  for (const candidate of candidates) {
    const text = candidate.text();
    const at = /^feedback-type[ \t]?:/im.exec(text)?.index;
    if (at !== undefined || part !== null) return parseHeaderFields(part === null ? text.slice(at) : text);
  }
  return null;
}

/** Who complained, each once. Reports that hide it name the returned message’s recipient, or nobody. */
function recipientsOf(fields: HeaderFields, returned: HeaderFields): (string | null)[] {
  const stated = RECIPIENT_FIELDS.flatMap((name) => fields.all(name)).map(addressOfField);
  const named = (stated.length > 0 ? stated : sentToAddresses(returned).slice(0, 1)).filter(isAddress);
  return named.length > 0 ? [...new Set(named)] : [null];
}

/** Redacted addresses (RFC 6590) name nobody. */
function isAddress(value: string | null): value is string {
  return value !== null && value.includes('@') && !/^(?:redacted|x+|undisclosed.*)@/i.test(value);
}
