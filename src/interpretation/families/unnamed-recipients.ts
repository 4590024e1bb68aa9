import { addressOfField } from '../facts/addresses.js';
import { addressesOf, ownAddresses, senderAddresses, sentToAddresses } from '../facts/message-addresses.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { ReportText } from '../text/report-text.js';

/** Fields in which servers state the address besides RFC 3464's, the most faithful first. */
const OTHER_FIELDS = ['x-actual-recipient', 'x-original-recipient', 'x-display-name'];

/**
 * The recipients that a report's groups of fields name, in their order. Some servers state nothing, a route, or a
 * displayed name: then it is the address that another field, the report's words, or the returned message names, if
 * there is one for each such group.
 */
export function namedRecipients(mail: Mail, groups: readonly HeaderFields[]): (string | null)[] {
  const named = groups.map(namedRecipient);
  const isLacking = named.map((recipient) => recipient === null || !isAddress(recipient));
  const lacking = isLacking.filter(Boolean).length;
  if (lacking === 0) return named;
  const known = new Set(named.filter((_, index) => isLacking[index] !== true).map((recipient) => lower(recipient)));
  const candidates = candidatesIn(mail, groups, known, named);
  if (candidates.length !== lacking) return named;
  return named.map((recipient, index) => (isLacking[index] === true ? (candidates.shift() ?? recipient) : recipient));
}

function namedRecipient(fields: HeaderFields): string | null {
  const final = addressOfField(fields.first('final-recipient'));
  const original = addressOfField(fields.first('original-recipient'));
  // Some servers state the name of a local mailbox as final; whoever it was sent to is then the recipient.
  const stated = original !== null && !(final !== null && isInternetAddress(final)) ? original : final;
  if (stated !== null && (isAddress(stated) || isLocalDestination(stated))) return stated;
  return OTHER_FIELDS.map((name) => addressOfField(fields.first(name))).find(isGivenAddress) ?? stated;
}

/** One address for each group that lacks its own; none where their numbers differ. */
function candidatesIn(
  mail: Mail,
  groups: readonly HeaderFields[],
  known: ReadonlySet<string>,
  named: readonly (string | null)[],
): string[] {
  const wanted = groups.length - known.size;
  if (named.some((recipient) => recipient !== null && isLocalDestination(recipient))) return [];
  const returned = returnedHeader(mail);
  const sentTo = sentToAddresses(returned);
  const others = senderAddresses(mail.headers, returned);
  const inReplies = (): string[] =>
    addressesOf(groups.flatMap((fields) => fields.all('diagnostic-code'))).filter(
      (address) => !others.has(lower(address)),
    );
  const inWords = (): string[] =>
    new ReportText(mail.ownWords)
      .recipients({
        others,
        own: ownAddresses(mail.headers),
        sentTo: new Set(sentTo.map(lower)),
      })
      .filter(({ standing }) => standing !== 'mentioned')
      .map(({ address }) => address);
  for (const found of [inWords, inReplies, () => addressesOf(mail.headers.all('x-failed-recipients')), () => sentTo]) {
    const unknown = [...new Set(found())].filter((address) => !known.has(lower(address)));
    if (unknown.length === wanted) return unknown;
  }
  return [];
}

/** A file or a program, which servers state as the final recipient where they deliver to one. */
export function isLocalDestination(recipient: string): boolean {
  return /^["']?(?:\||\/(?![a-z]{1,4}=))/i.test(recipient);
}

function isInternetAddress(address: string): boolean {
  return /@(?:\[.+\]|.+\..+)$/.test(address);
}

function isAddress(recipient: string): boolean {
  return /^[^@].*@[^@]+$/.test(recipient);
}

function isGivenAddress(recipient: string | null): recipient is string {
  return recipient !== null && isAddress(recipient);
}

function lower(address: string | null): string {
  return (address ?? '').toLowerCase();
}
