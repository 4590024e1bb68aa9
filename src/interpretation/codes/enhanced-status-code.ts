/**
 * RFC 3463 class, subject and detail. The subjects that exist have one digit, unlike most of an IP address or a
 * version.
 */
const CODE = String.raw`[45]\.\d\.\d{1,3}`;
const AFTER = String.raw`(?![\d.]*\.\d|\d)`;

/** A code where a server puts it: after its reply code, or marked off by `#`, parentheses or brackets. */
const IN_PLACE = new RegExp(String.raw`(?:(?<!\d)[45]\d\d[ -]{1,3}["'(]?#?|#|\(|\[|<|: ?)(${CODE})${AFTER}`);
const ANYWHERE = new RegExp(String.raw`(?<![\w.\-/[])(${CODE})${AFTER}`);

/**
 * The enhanced status code (RFC 3463) of a failure in a server's words, e.g. `5.1.1` of `550 5.1.1 no such user`; null
 * where they hold none. Success codes (2.x.x) are passed over, and so are IP addresses and version numbers.
 */
export function enhancedStatusCodeIn(text: string): string | null {
  return IN_PLACE.exec(text)?.[1] ?? ANYWHERE.exec(text)?.[1] ?? null;
}

/** The code that a Status field (RFC 3464 section 2.3.4) states; null where it states none, or a malformed one. */
export function statedStatusCode(field: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(field)?.[1] ?? null;
}
