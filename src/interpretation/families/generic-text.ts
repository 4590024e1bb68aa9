import { hasNullReversePath, isFromMailSystem, isFromProgram } from '../evidence/report-sender.js';
import { addressesOf, senderAddresses, sentToAddresses } from '../facts/message-addresses.js';
import type { ReportedRecipient } from '../facts/reported-recipient.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { addressEntries } from '../text/address-entries.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { reasonNear, refusalIn } from '../text/reason-near.js';
import { hasFailureWords, tellsOfDelay } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Reports in free text, of whatever program and in whatever language: a mail system says that something was not delivered, names
 * an address and a reason. What it says is found by how it stands in the text.
 */
export const genericText: Family = {
  name: 'generic-text',

  recognise(mail: Mail): Evidence | null {
    return isFromSystem(mail) || (isFromProgram(mail.headers) && mail.returnedParts.length > 0) ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const own = mail.ownWords;
    const subject = mail.headers.first('subject') ?? '';
    if (!hasFailureWords(subject) && !hasFailureWords(own)) return null;
    if (tellsOfChallenge(own)) {
      return { kind: 'challenge', reason: 'the recipient’s side asks the sender to prove to be a person' };
    }
    const returned = returnedHeader(mail);
    const found = recipientsOf(mail, own, returned);
    if (!isFromSystem(mail) && !found.every(({ recipient }) => wentTo(recipient, returned))) return null;
    const action = tellsOfDelay(`${subject}\n${own}`) ? 'delayed' : 'failed';
    return { kind: 'delivery', recipients: found.map((recipient) => ({ ...recipient, action })), returned };
  },
};

function isFromSystem({ headers }: Mail): boolean {
  return hasNullReversePath(headers) || isFromMailSystem(headers) || headers.has('x-failed-recipients');
}

/** Whether the message that a program returns did go to the address of which its text speaks. */
function wentTo(address: string | null, returned: HeaderFields): boolean {
  return address !== null && sentToAddresses(returned).some((sentTo) => lower(sentTo) === lower(address));
}

type Found = Omit<ReportedRecipient, 'action'>;

function recipientsOf(mail: Mail, own: string, returned: HeaderFields): Found[] {
  const lines = own.split('\n');
  const sentTo = sentToAddresses(returned);
  const entries = addressEntries(lines, {
    others: senderAddresses(mail.headers, returned),
    sentTo: new Set(sentTo.map(lower)),
  });
  const found = entries.map((entry): Found => ({
    recipient: entry.address,
    originalRecipient: expandedFrom(lines[entry.line + 1], lines[entry.line + 2]),
    diagnostic: reasonNear(
      lines,
      entry,
      entries.map(({ line }) => line),
    ),
  }));
  const stated = addressesOf(mail.headers.all('x-failed-recipients'));
  if (stated.length > 0) {
    return stated.map(
      (address) => found.find(({ recipient }) => lower(recipient ?? '') === lower(address)) ?? unplaced(address, lines),
    );
  }
  if (found.length > 0) return found;
  // The report names nobody: it can only mean whom the message went to.
  return [unplaced(sentTo.length === 1 ? (sentTo[0] ?? null) : null, lines)];
}

/** A recipient that the words of the report do not name. */
function unplaced(recipient: string | null, lines: readonly string[]): Found {
  return { recipient, diagnostic: refusalIn(lines) ?? lines.join('\n') };
}

/** The address that the failed one came of, by alias or forwarding, as sendmail and exim put it. */
function expandedFrom(...below: readonly (string | undefined)[]): string | null {
  const origin = below.map(
    (line) => /^\s*\((?:expanded|generated) from:? <?([^<>()\s]+@[^<>()\s]+)>?\)/.exec(line ?? '')?.[1],
  );
  return origin.find((address) => address !== undefined) ?? null;
}

const lower = (address: string): string => address.toLowerCase();
