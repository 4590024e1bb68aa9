import {
  hasNullReversePath,
  onlyCallsItselfSystem,
  isFromMailSystem,
  isFromProgram,
} from '../recognition/report-sender.js';
import { addressesOf, senderAddresses, sentToAddresses } from '../facts/message-addresses.js';
import type { ReportedRecipient } from '../facts/reported-recipient.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { remoteMtaIn, reportingMtaIn } from '../text/mta-names.js';
import { ReportText } from '../text/report-text.js';
import { hasFailureWords, tellsOfDelay } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Reports in free text, of whatever program and in whatever language: a mail system says that something was not delivered, names
 * an address and a reason. What it says is found by how it stands in the text.
 */
export const genericText: Family = {
  name: 'generic-text',

  recognise(mail: Mail): Evidence | null {
    const { headers } = mail;
    if (namesSystem(headers) || hasNullReversePath(headers)) return 'possible';
    const isReturn = mail.returnedParts.length > 0 || hasFailureWords(headers.first('subject') ?? '');
    return isReturn && isFromProgram(headers) ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const words = mail.ownWords;
    const subject = mail.headers.first('subject') ?? '';
    if (!hasFailureWords(subject) && !hasFailureWords(words)) return null;
    if (tellsOfChallenge(words)) {
      return { kind: 'challenge', reason: 'the recipient’s side asks the sender to prove to be a person' };
    }
    const text = new ReportText(words);
    const returned = returnedHeader(mail);
    const found = recipientsOf(mail, text, returned);
    if (!isBorneOut(mail, text, found, returned)) return null;
    const action = tellsOfDelay(`${subject}\n${words}`) ? 'delayed' : 'failed';
    return {
      kind: 'delivery',
      recipients: found.map((recipient) => ({ ...recipient, action })),
      reportingMta: reportingMtaIn(words),
      returned,
    };
  },
};

function namesSystem(headers: HeaderFields): boolean {
  return isFromMailSystem(headers) || headers.has('x-failed-recipients');
}

/**
 * Whether the mail is a report and not just a mail that speaks of failures. A postmaster may converse, and an answering machine
 * sends with a null reverse-path too: then the subject, a quoted refusal or the returned message must bear it out.
 */
function isBorneOut(mail: Mail, text: ReportText, found: readonly Found[], returned: HeaderFields): boolean {
  const { headers } = mail;
  const subject = headers.first('subject') ?? '';
  const saysSo = hasFailureWords(subject) && !CONVERSATION.test(subject);
  if (mail.root.reportType === 'delivery-status' || found.every(({ recipient }) => wentTo(recipient, returned))) {
    return true;
  }
  if (found.some(({ recipient }) => recipient === null) && !hasNullReversePath(headers) && !saysSo) return false;
  if (namesSystem(headers)) {
    if (text.refusal() !== null) return true;
    // Whoever wants to be taken for a mail system writes of full mailboxes and held mails, too.
    const isProven = mail.returnedParts.length > 0 || returned.fields.length > 0 || !onlyCallsItselfSystem(headers);
    return !CONVERSATION.test(subject) && (isProven || found.some(({ recipient }) => isAnnounced(recipient, text)));
  }
  if (hasNullReversePath(headers)) return saysSo || text.refusal() !== null;
  return saysSo && found.some(({ recipient }) => isNamed(recipient, text, mail.returnedParts.length > 0));
}

/**
 * Whether the text names the address as one that failed: in an announced list, or, where a message is returned, by a label.
 * Programs that write of parcels and payments speak of failures too.
 */
function isNamed(address: string | null, text: ReportText, returnsMessage: boolean): boolean {
  const entry = address === null ? null : text.entryFor(address);
  if (entry === null) return false;
  return returnsMessage ? entry.standing === 'listed' || entry.standing === 'labelled' : isAnnounced(address, text);
}

/** Whether the text lists the address below a line that says what the list is of. */
function isAnnounced(address: string | null, text: ReportText): boolean {
  const entry = address === null ? null : text.entryFor(address);
  if (entry?.standing !== 'listed') return false;
  const above = text.lines.slice(Math.max(0, entry.line - 3), entry.line);
  return above.some((line) => ANNOUNCES_LIST.test(line));
}

const ANNOUNCES_LIST = /\b(?:recipients?|address(?:es)?)\b.{0,60}:\s*$/i;

const CONVERSATION = /^\s*(?:re|aw|antw|sv|vs|rv|fwd?|wg|tr|odp)\s?:/i;

/** Whether the message that is returned did go to the address of which the text speaks. */
function wentTo(address: string | null, returned: HeaderFields): boolean {
  return address !== null && sentToAddresses(returned).some((sentTo) => lower(sentTo) === lower(address));
}

type Found = Omit<ReportedRecipient, 'action'>;

function recipientsOf(mail: Mail, text: ReportText, returned: HeaderFields): Found[] {
  const sentTo = sentToAddresses(returned);
  const entries = text.recipients({
    others: senderAddresses(mail.headers, returned),
    sentTo: new Set(sentTo.map(lower)),
  });
  const told = entries.map(({ line }) => line).sort((a, b) => a - b);
  const found = entries.map((entry): Found => {
    const diagnostic = text.reasonFor(entry, told);
    const originalRecipient = expandedFrom(text.lines.slice(entry.line + 1, entry.line + 3));
    const remoteMta = diagnostic === null ? null : remoteMtaIn(diagnostic);
    return { recipient: entry.address, originalRecipient, diagnostic, remoteMta };
  });
  const stated = new Map(addressesOf(mail.headers.all('x-failed-recipients')).map((name) => [lower(name), name]));
  if (stated.size === 0 && found.length > 0) return found;
  // Of recipients that the words of the report do not name: one text for all of them, however many they are.
  const diagnostic = text.refusal() ?? text.lines.join('\n');
  if (stated.size > 0) {
    const byAddress = new Map(found.map((recipient) => [lower(recipient.recipient ?? ''), recipient]));
    return [...stated].map(([key, recipient]) => byAddress.get(key) ?? { recipient, diagnostic });
  }
  // The report names nobody: it can only mean whom the message went to.
  return [{ recipient: sentTo.length === 1 ? (sentTo[0] ?? null) : null, diagnostic }];
}

/** The address that the failed one came of, by alias or forwarding, as sendmail and exim put it. */
function expandedFrom(below: readonly string[]): string | null {
  const origins = below.map(
    (line) => /^\s{0,16}\((?:expanded|generated) from:? <?([^<>()\s]{1,128}@[^<>()\s]{1,255})>?\)/.exec(line)?.[1],
  );
  return origins.find((address) => address !== undefined) ?? null;
}

const lower = (address: string): string => address.toLowerCase();
