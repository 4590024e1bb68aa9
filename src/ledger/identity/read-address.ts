import { normaliseAddress } from './normalise-address.js';

/** Blanks of every kind, and characters that nobody sees: pasted texts begin and end with them. */
const AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const MAILTO = /^mailto:([^?#]*)/iu;
/** `Ana Bell <ana@example.com>`, `<ana@example.com>` (RFC 5322, 3.4). */
const IN_BRACKETS = /^([^<>]*)<([^<>]*)>$/u;

const QUOTED_LOCAL_PART = /^"[^"\\]+"$/u;
/** What no local part holds unquoted, a wildcard, and what stands for bytes that could not be read. */
const NOT_IN_LOCAL_PART = /[\s\p{Cf}@,;:<>()[\]\\"*\ufffd]/u;
/** After normalisation, when only an address literal has brackets and colons. */
const DOMAIN = /^(?:\[[0-9a-z.:]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)$/u;

/**
 * The one mail address that a person or a program means, normalised: as it stands, in angle brackets with or without a
 * name before them, or in a `mailto:` link. Null for anything else, such as a list, a wildcard or a cut-off text: taken
 * for an address, it would be looked up, or suppressed, in vain.
 */
export function readAddress(given: string): string | null {
  const address = addressIn(given.replace(AROUND, ''));
  if (address === null) return null;
  const normalised = normaliseAddress(address.replace(AROUND, ''));
  if (normalised === null) return null;
  const at = normalised.lastIndexOf('@');
  const localPart = normalised.slice(0, at);
  const isLocalPart = QUOTED_LOCAL_PART.test(localPart) || !NOT_IN_LOCAL_PART.test(localPart);
  return isLocalPart && DOMAIN.test(normalised.slice(at + 1)) ? normalised : null;
}

function addressIn(text: string): string | null {
  const link = MAILTO.exec(text)?.[1];
  if (link !== undefined) return decoded(link);
  const [, name, inner] = IN_BRACKETS.exec(text) ?? [];
  if (name === undefined || inner === undefined) return text;
  const shown = name.replace(/^[\s"']+|[\s"']+$/gu, '');
  // Whoever is displayed by another address may be meant by it.
  return shown.includes('@') && shown.toLowerCase() !== inner.trim().toLowerCase() ? null : inner;
}

function decoded(link: string): string | null {
  try {
    return decodeURIComponent(link);
  } catch {
    return null;
  }
}
