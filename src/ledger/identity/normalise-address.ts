import { domainToASCII } from 'node:url';

/**
 * Version of the normaliser of keys, {@link composed} before {@link normaliseRecipient}; written into LedgerCreated.
 */
export const NORMALISER_VERSION = 2;

/**
 * Normaliser v1 of a recipient as reported: trimmed, lower case, the domain as A-labels (RFC 5890) without its final
 * dot; a domain that is not a host name (an address literal) is kept, lower-cased. Nothing else is folded: neither plus
 * tags nor dots. Frozen by the golden vectors in test/golden: recipient keys and bounce ids depend on it.
 */
export function normaliseRecipient(reported: string): string {
  const trimmed = reported.trim();
  const at = trimmed.lastIndexOf('@');
  if (at === -1) return trimmed.toLowerCase();
  return `${trimmed.slice(0, at).toLowerCase()}@${normaliseDomain(trimmed.slice(at + 1))}`;
}

/**
 * Version 2 puts this before version 1: letters and their accents as one character each (NFC), as RFC 6532 section 3.1
 * has addresses. Some mail programs send them apart. Nothing changes for ASCII.
 */
export function composed(reported: string): string {
  return reported.normalize('NFC');
}

/** The normalised form of an address given by a user or a mail; null if it has no local part or no domain. */
export function normaliseAddress(raw: string): string | null {
  const normalised = normaliseRecipient(composed(raw));
  const at = normalised.lastIndexOf('@');
  const wellFormed = at > 0 && at < normalised.length - 1 && normalised.length <= MAX_ADDRESS;
  return wellFormed && !UNPRINTABLE.test(normalised) ? normalised : null;
}

/** RFC 5321, 4.5.3.1: 64 octets of local part, 255 of domain and the `@`. */
const MAX_ADDRESS = 320;
// A space may stand in a quoted local part, a control character nowhere.
const UNPRINTABLE = /\p{Cc}|\s(?=[^@]*$)/u;
const ASCII = /^[\x20-\x7e]*$/;

function normaliseDomain(domain: string): string {
  const lowerCased = domain.toLowerCase();
  // An ASCII domain stays as it is written: the URL rules behind domainToASCII would turn "0x7f.1" into an IP address.
  const asciiForm = ASCII.test(lowerCased) ? lowerCased : domainToASCII(lowerCased) || lowerCased;
  return asciiForm.endsWith('.') ? asciiForm.slice(0, -1) : asciiForm;
}
