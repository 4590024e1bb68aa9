import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { RE2JS, type RE2JSException } from 're2js';
import { IDENTIFIER } from '../../config/index.js';

/** What a return address (VERP) carries. */
export interface VerpToken {
  readonly campaign: string | null;
  readonly send: string | null;
  /** As it stands in the address: `ana=example.com` for ana@example.com, in most schemes. */
  readonly recipient: string | null;
  /** Whether the sender's secret signed what the address carries: nobody else made it. */
  readonly signed: boolean;
  /**
   * Whether the secret signed a recipient together with it, whom the address need not carry. @param address normalised
   */
  isSignedFor(address: string): boolean;
}

/** `bounce+<campaign>.<send>[.<mac>]@…`: what a sender gets who configures nothing. */
const DEFAULT_PATTERN =
  '^bounce\\+(?P<campaign>[A-Za-z0-9_~-]+)\\.(?P<send>[A-Za-z0-9_~-]+)(?:\\.(?P<mac>[0-9A-Fa-f]{20}))?@';

/** 80 bits: nobody guesses one, and a local part (64 octets, RFC 5321, 4.5.3.1.1) has room for it. */
const MAC_DIGITS = 20;

export interface VerpScheme {
  /** RE2 pattern with the named groups `campaign`, `send`, `recipient` and `mac` as far as the scheme has them. */
  readonly pattern?: string | undefined;
  readonly secret?: string | undefined;
}

/** The configured VERP pattern is none. */
export class InvalidVerpPatternError extends Error {
  readonly code = 'invalid-verp-pattern';
  constructor(reason: string) {
    super(`correlation.verp.pattern is not a valid RE2 pattern: ${reason}`);
    this.name = 'InvalidVerpPatternError';
  }
}

/**
 * The signature of a return address: HMAC-SHA-256 under the sender's secret over campaign, send and, where one is
 * given, recipient, joined by newlines; the first 20 hex digits. Campaign and send as they stand in the address; the
 * recipient too where it stands there, else the normalised address (docs/verp.md).
 */
export function signVerp(
  secret: string,
  token: { readonly campaign: string; readonly send: string; readonly recipient?: string },
): string {
  return macOf(createSecretKey(secret, 'utf8'), token.campaign, token.send, token.recipient ?? null);
}

/**
 * Makes the reader of return addresses.
 * @throws InvalidVerpPatternError
 */
export function verpReader({ pattern, secret }: VerpScheme): (address: string) => VerpToken | null {
  const expression = compile(pattern ?? DEFAULT_PATTERN);
  const groups = new Set(Object.keys(expression.namedGroups()));
  const key = secret === undefined ? null : createSecretKey(secret, 'utf8');
  return (address) => {
    const matcher = expression.matcher(address);
    if (!matcher.find()) return null;
    const group = (name: string) => (groups.has(name) ? (matcher.group(name) ?? null) : null);
    const campaign = identifierIn(group('campaign'));
    const send = identifierIn(group('send'));
    const recipient = group('recipient');
    if (campaign === null && send === null && recipient === null) return null;
    const mac = group('mac');
    const isSigned = (whom: string | null) =>
      key !== null && mac !== null && isSame(mac, macOf(key, campaign ?? '', send ?? '', whom));
    return { campaign, send, recipient, signed: isSigned(recipient), isSignedFor: isSigned };
  };
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new InvalidVerpPatternError((error as RE2JSException).message);
  }
}

function identifierIn(text: string | null): string | null {
  return text !== null && IDENTIFIER.test(text) ? text : null;
}

function macOf(
  key: ReturnType<typeof createSecretKey>,
  campaign: string,
  send: string,
  recipient: string | null,
): string {
  const parts = recipient === null ? [campaign, send] : [campaign, send, recipient];
  return createHmac('sha256', key).update(parts.join('\n')).digest('hex').slice(0, MAC_DIGITS);
}

/** In constant time; some servers on the way write local parts in capitals. */
function isSame(given: string, expected: string): boolean {
  const bytes = Buffer.from(given.toLowerCase());
  return bytes.length === expected.length && timingSafeEqual(bytes, Buffer.from(expected));
}
