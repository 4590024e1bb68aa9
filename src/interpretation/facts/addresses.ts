import { localPartAtEnd } from './local-part.js';

/** An address found in running text, and where: `text.slice(start, end)` holds it, without angle brackets. */
export interface FoundAddress {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

// Bounded, so that finding the addresses of a text is linear in its length. RFC 5321 section 4.5.3.1 allows 64 and 255.
const MAX_LOCAL_LENGTH = 128;
const MAX_DOMAIN_LENGTH = 255;
/** More than any report names; a text of nothing but addresses ends here. */
const MAX_ADDRESSES = 10_000;

/** Letters of scripts that write words without spaces between them are taken for the sentence around the address. */
const SPACELESS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
const DOMAIN_LITERAL = /^\[[0-9a-fA-FIPvx.:]{3,45}\]/;
const ASCII_DOMAIN = /^[a-z0-9_.-]+/i;
const ANY_DOMAIN = /^[\p{L}\p{N}\p{M}_.-]+/u;
const GOES_ON = new RegExp(String.raw`^(?![${SPACELESS}])[\p{L}\p{N}\p{M}]`, 'u');

/** All addresses in a text, in its order. */
export function addressesIn(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < MAX_ADDRESSES;) {
    const address = addressAround(text, at);
    if (address !== null) found.push(address);
    at = text.indexOf('@', address?.end ?? at + 1);
  }
  return found;
}

/** The first address in a text; null where it holds none. */
export function firstAddressIn(text: string): string | null {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const found = addressAround(text, at);
    if (found !== null) return found.address;
  }
  return null;
}

function addressAround(text: string, at: number): FoundAddress | null {
  const domain = domainAt(text.slice(at + 1, at + 1 + MAX_DOMAIN_LENGTH));
  if (domain === null) return null;
  const before = text.slice(Math.max(0, at - MAX_LOCAL_LENGTH), at);
  const local = localPartAtEnd(before).replace(UNRELATED_START, '');
  if (local === '') return null;
  return { address: `${local}@${domain}`, start: at - local.length, end: at + 1 + domain.length };
}

function domainAt(text: string): string | null {
  const literal = DOMAIN_LITERAL.exec(text)?.[0];
  if (literal !== undefined) return literal;
  const ascii = ASCII_DOMAIN.exec(text)?.[0] ?? '';
  const whole = ascii === '' || GOES_ON.test(text.slice(ascii.length)) ? (ANY_DOMAIN.exec(text)?.[0] ?? '') : ascii;
  const [domain = ''] = whole.split('..', 1);
  const trimmed = trimPunctuation(domain);
  return trimmed === '' ? null : trimmed;
}

function trimPunctuation(domain: string): string {
  let end = domain.length;
  while (end > 0 && '._-'.includes(domain.charAt(end - 1))) end--;
  return '._-'.includes(domain.charAt(0)) ? '' : domain.slice(0, end);
}

/**
 * What stands before an address without being part of it: an apostrophe, `=` signs of a label, the type of an X.400
 * address.
 */
const UNRELATED_START = /^(?:(?:mailto|smtp|to|rcpt)[=:]|['`*=.\-_/]+(?=[^'`*=.\-_/]))/i;

/**
 * The address that a field of type `address-type; address` names (RFC 3464 section 2.3.2), its type and angle brackets
 * left off, escapes of utf-8 addresses (RFC 6533) decoded. What is not an address is returned as it stands; null where
 * nothing does.
 */
export function addressOfField(value: string | null): string | null {
  if (value === null) return null;
  const untyped = value.replace(/^\s*[a-z][a-z0-9/.-]{0,20}\s*;/i, '').trim();
  const decoded = untyped.replace(/\\x\{([0-9a-f]{2,6})\}/gi, (escape, hex: string) => codePoint(hex) ?? escape);
  const bracketed = /<([^<>]*)>/.exec(decoded)?.[1]?.trim();
  const named = bracketed ?? firstAddressIn(`<${decoded}`) ?? decoded;
  return named === '' ? null : named;
}

function codePoint(hex: string): string | null {
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? null : String.fromCodePoint(point);
}
