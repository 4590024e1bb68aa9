import { domainOf } from '../../events/index.js';
import {
  hasNullReversePath,
  onlyCallsItselfSystem,
  isFromMailSystem,
  isFromProgram,
} from '../recognition/report-sender.js';
import { firstAddressIn } from '../facts/addresses.js';
import { addressesOf, ownAddresses, senderAddresses, sentToAddresses } from '../facts/message-addresses.js';
import type { ReportedRecipient } from '../facts/reported-recipient.js';
import { isToMany } from '../recognition/subject-marks.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { bareNamesIn } from '../text/bare-names.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { isTerse, statesFailure, statesFailureAbove } from '../text/failure-statement.js';
import { remoteMtaIn, reportingMtaIn } from '../text/mta-names.js';
import { originBelow } from '../text/origins.js';
import { ReportText } from '../text/report-text.js';
import { hasFailureWords, tellsOfDelay } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Reports in free text, of whatever program and in whatever language: a mail system says that something was not
 * delivered, names an address and a reason. What it says is found by how it stands in the text.
 */
export const genericText: Family = {
  name: 'generic-text',

  recognise(mail: Mail): Evidence | null {
    const { headers } = mail;
    if (isKnownSender(headers)) return 'possible';
    if (hasFailureWords(headers.first('subject') ?? '')) return 'possible';
    return mail.returnedParts.length > 0 && isFromProgram(headers) ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const words = mail.ownWords;
    const subject = mail.headers.first('subject') ?? '';
    const text = new ReportText(words);
    // The reply that a mail system quotes is English, whatever language its own words are in.
    const quotesRefusal = isFromMailSystem(mail.headers) && text.refusal() !== null;
    if (!quotesRefusal && !hasFailureWords(subject) && !hasFailureWords(words)) return null;
    if (tellsOfChallenge(words)) {
      return { kind: 'challenge', reason: 'the recipient’s side asks the sender to prove to be a person' };
    }
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

function isKnownSender(headers: HeaderFields): boolean {
  return namesSystem(headers) || hasNullReversePath(headers);
}

function namesSystem(headers: HeaderFields): boolean {
  return isFromMailSystem(headers) || headers.has('x-failed-recipients');
}

/**
 * Whether the mail is a report and not just a mail that speaks of failures. A postmaster may converse, and an answering
 * machine sends with a null reverse-path too: then the subject, a quoted refusal or the returned message must bear it
 * out.
 */
function isBorneOut(mail: Mail, text: ReportText, found: readonly Found[], returned: HeaderFields): boolean {
  const { headers } = mail;
  const subject = headers.first('subject') ?? '';
  const saysSo = hasFailureWords(subject) && !CONVERSATION.test(subject);
  if (mail.root.reportType === 'delivery-status') return true;
  // People quote what they answer, and forward what they ask about.
  if (
    (isKnownSender(headers) || isFromProgram(headers) || (saysSo && isTerse(mail.ownWords))) &&
    found.every(({ recipient }) => wentTo(recipient, returned))
  ) {
    return true;
  }
  if (found.some(({ recipient }) => recipient === null) && !hasNullReversePath(headers) && !saysSo) return false;
  if (namesSystem(headers)) {
    if (text.refusal() !== null) return true;
    // Whoever wants to be taken for a mail system writes of full mailboxes and held mails, too.
    const isProven = mail.returnedParts.length > 0 || returned.fields.length > 0 || !onlyCallsItselfSystem(headers);
    return !CONVERSATION.test(subject) && (isProven || found.some(({ recipient }) => isAnnounced(recipient, text)));
  }
  // Whoever sends parcels speaks of deliveries that fail, too.
  const isAboutMail =
    ABOUT_MAIL.test(subject) || mail.returnedParts.length > 0 || found.some(({ recipient }) => recipient !== null);
  if (hasNullReversePath(headers)) return (saysSo && isAboutMail) || text.refusal() !== null;
  if (
    saysSo &&
    isFromProgram(headers) &&
    found.some(({ recipient }) => isNamed(recipient, text, mail.returnedParts.length > 0))
  ) {
    return true;
  }
  return isUnmistakable(mail, text, found, saysSo);
}

/**
 * Whether a mail is a report though nothing in its header says that a program wrote it: it says in so many words that
 * the message did not reach the address that it names, or it returns the message without a word of a person's.
 */
function isUnmistakable(mail: Mail, text: ReportText, found: readonly Found[], saysSo: boolean): boolean {
  const { headers } = mail;
  if (!hasFailureWords(headers.first('subject') ?? '') || !isTerse(mail.ownWords) || isToMany(headers)) return false;
  const [first] = found;
  if (first?.recipient == null) return saysSo && mail.returnedParts.length > 0 && statesFailure(mail.ownWords);
  const entry = text.entryFor(first.recipient);
  return (
    entry?.standing === 'listed' && isOfSameSite(headers, first.recipient) && statesFailureAbove(text.lines, entry.line)
  );
}

/**
 * Whether the text names the address as one that failed: in an announced list, or, where a message is returned, by a
 * label. Programs that write of parcels and payments speak of failures too.
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

const ABOUT_MAIL = /undeliver|unzustellbar|returned|mail|message|delivery status|notification/i;

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
    // Whoever wants to be taken for a mail system writes of the mailbox that it writes to.
    own: isKnownSender(mail.headers) ? ownAddresses(mail.headers) : new Set<string>(),
    sentTo: new Set(sentTo.map(lower)),
  });
  const addressLines = entries.map(({ line }) => line).sort((a, b) => a - b);
  const found = entries.map((entry): Found => {
    const diagnostic = text.reasonFor(entry, addressLines);
    const origin = originBelow(text.lines, entry.line);
    const originalRecipient = origin === entry.address ? null : origin;
    const remoteMta = diagnostic === null ? null : remoteMtaIn(diagnostic);
    const recipientFrom = entry.standing === 'mentioned' ? 'guess' : 'words';
    return { recipient: entry.address, originalRecipient, diagnostic, remoteMta, recipientFrom };
  });
  const stated = new Map(addressesOf(mail.headers.all('x-failed-recipients')).map((name) => [lower(name), name]));
  if (stated.size === 0 && found.length > 0) return found;
  // Of recipients that the words of the report do not name: one text for all of them, however many they are.
  const diagnostic = text.refusal() ?? text.lines.join('\n');
  if (stated.size > 0) {
    const byAddress = new Map(found.map((recipient) => [lower(recipient.recipient ?? ''), recipient]));
    return [...stated].map(([key, recipient]) => ({
      ...(byAddress.get(key) ?? { recipient, diagnostic }),
      recipientFrom: 'field',
    }));
  }
  const bare = bareRecipients(mail, text, sentTo);
  if (bare.length > 0) return bare;
  // The report names nobody: it can only mean whom the message went to. Whether an unknown sender means that is another
  // matter.
  if (!isKnownSender(mail.headers)) return [{ recipient: null, diagnostic }];
  return [{ recipient: sentTo.length === 1 ? (sentTo[0] ?? null) : null, diagnostic, recipientFrom: 'guess' }];
}

/**
 * Recipients that the report names without a domain: the address that the message went to has it, else the host that
 * was asked.
 */
function bareRecipients(mail: Mail, text: ReportText, sentTo: readonly string[]): Found[] {
  const domain = namesSystem(mail.headers) ? authorDomain(mail.headers) : null;
  return bareNamesIn(text.lines).flatMap(({ name, host, diagnostic }) => {
    const known = sentTo.find((address) => lower(address).startsWith(`${lower(name)}@`));
    // An alias of whom the message went to: its domain is not known.
    if (known === undefined && sentTo.length > 0) return [];
    const at = host ?? domain;
    const recipient = known ?? (at === null ? null : `${name}@${at}`);
    return recipient === null ? [] : [{ recipient, diagnostic: text.refusal() ?? diagnostic }];
  });
}

/** Whether the author is where the recipient is: the gateways of a company write in its name. */
function isOfSameSite(headers: HeaderFields, recipient: string): boolean {
  const [author, site] = [authorDomain(headers), domainOf(recipient)].map((domain) => domain?.toLowerCase());
  return (
    author !== undefined &&
    site !== undefined &&
    (`.${author}`.endsWith(`.${site}`) || `.${site}`.endsWith(`.${author}`))
  );
}

function authorDomain(headers: HeaderFields): string | null {
  const author = firstAddressIn(headers.first('from') ?? '');
  return author === null ? null : domainOf(author);
}

const lower = (address: string): string => address.toLowerCase();
