import type { ReportedRecipient } from '../facts/reported-recipient.js';
import { returnedHeader } from '../facts/returned-message.js';
import { hasNullReversePath, isFromMailSystem } from '../evidence/report-sender.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { addressEntries } from '../text/address-entries.js';
import { reasonNear } from '../text/reason-near.js';
import { splitReturned } from '../text/returned-text.js';
import { hasFailureWords, tellsOfDelay } from '../text/wording.js';
import { addressesOf, senderAddresses, sentToAddresses } from '../facts/message-addresses.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Reports in free text, of whatever program and in whatever language: a mail system says that something was not delivered, names
 * an address and a reason. What it says is found by how it stands in the text.
 */
export const genericText: Family = {
  name: 'generic-text',

  recognise({ headers }: Mail): Evidence | null {
    return hasNullReversePath(headers) || isFromMailSystem(headers) || headers.has('x-failed-recipients')
      ? 'possible'
      : null;
  },

  read(mail: Mail): Reading | null {
    const { own } = splitReturned(mail.ownText());
    const subject = mail.headers.first('subject') ?? '';
    if (!hasFailureWords(subject) && !hasFailureWords(own)) return null;
    const returned = returnedHeader(mail);
    const recipients = recipientsOf(mail, own, returned);
    const action = tellsOfDelay(`${subject}\n${own}`) ? 'delayed' : 'failed';
    if (recipients.length === 0 && !hasFailureWords(subject)) return null;
    return { kind: 'delivery', recipients: recipients.map((recipient) => ({ ...recipient, action })), returned };
  },
};

type Found = Omit<ReportedRecipient, 'action'>;

function recipientsOf(mail: Mail, own: string, returned: HeaderFields): Found[] {
  const lines = own.split('\n');
  const sentTo = sentToAddresses(returned);
  const entries = addressEntries(lines, {
    others: senderAddresses(mail.headers, returned),
    sentTo: new Set(sentTo.map(lower)),
  });
  const stated = addressesOf(mail.headers.all('x-failed-recipients'));
  const found = entries.map((entry, index): Found => {
    const next = entries[index + 1]?.line ?? lines.length;
    return { recipient: entry.address, diagnostic: reasonNear(lines, entry, next > entry.line ? next : lines.length) };
  });
  if (stated.length > 0) {
    return stated.map(
      (address) =>
        found.find(({ recipient }) => recipient?.toLowerCase() === lower(address)) ?? withoutPlace(address, lines),
    );
  }
  if (found.length > 0) return found;
  // The report names nobody: it can only mean whom the message went to.
  return sentTo.slice(0, 1).map((address) => withoutPlace(address, lines));
}

function withoutPlace(address: string, lines: readonly string[]): Found {
  return {
    recipient: address,
    diagnostic: reasonNear(lines, { address, line: -1, before: '', after: '' }, lines.length),
  };
}

const lower = (address: string): string => address.toLowerCase();
