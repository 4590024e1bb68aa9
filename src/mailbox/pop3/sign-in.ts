import { createHash } from 'node:crypto';
import { PopError } from './pop-error.js';
import type { PopLimits } from './pop-limits.js';
import type { PopWire } from './pop-wire.js';

/** Gives access tokens; asked again after the server refused one, it gives another. */
export interface AccessTokenSource {
  current(signal?: AbortSignal): Promise<{ readonly accessToken: string; readonly isNew: boolean }>;
  forget(accessToken: string): void;
}

export interface PasswordCredentials {
  readonly user: string;
  readonly password: string;
  /**
   * `user-pass`: USER and PASS. `apop`: APOP (both RFC 1939, section 7). `sasl-plain`: AUTH PLAIN (RFC 5034, RFC 4616).
   */
  readonly signIn?: 'user-pass' | 'apop' | 'sasl-plain';
}

/** Credentials for AUTH XOAUTH2, as Office 365 and Gmail want it. */
export interface TokenCredentials {
  readonly user: string;
  readonly signIn: 'xoauth2';
  readonly tokens: AccessTokenSource;
}

export type PopCredentials = PasswordCredentials | TokenCredentials;

/**
 * RFC 1939 wants a msg-id; holding it to that keeps an attacker from choosing what the password is hashed with
 * (CVE-2007-1558).
 */
const TIMESTAMP = /<[\x21-\x3b\x3d\x3f\x41-\x7e]+@[\x21-\x3b\x3d\x3f\x41-\x7e]+>/;

/**
 * Signs in with the way that was asked for and with no other: what a server offers must not decide how a password is
 * sent. One attempt; a second only where an access token of earlier was refused.
 * @throws PopError `refused` with the verb that the server refused; OAuthError where there is no token
 */
export async function signIn(
  wire: PopWire,
  credentials: PopCredentials,
  limits: Pick<PopLimits, 'signInMs'>,
  signal?: AbortSignal,
): Promise<void> {
  const ms = limits.signInMs;
  switch (credentials.signIn) {
    case 'xoauth2':
      return signInWithToken(wire, credentials, ms, signal);
    case 'apop':
      return signInWithDigest(wire, credentials, ms);
    case 'sasl-plain':
      return signInPlain(wire, credentials, ms);
    case 'user-pass':
    case undefined:
      return signInWithPassword(wire, credentials, ms);
  }
}

async function signInWithPassword(wire: PopWire, { user, password }: PasswordCredentials, ms: number): Promise<void> {
  await wire.send(`USER ${user}`, { verb: 'USER', ms });
  // On the wire itself: node-pop3 cuts spaces off a password's end.
  await wire.send(`PASS ${password}`, { verb: 'PASS', ms, secrets: [password] });
}

async function signInWithDigest(wire: PopWire, { user, password }: PasswordCredentials, ms: number): Promise<void> {
  const timestamp = TIMESTAMP.exec(wire.greeting)?.[0];
  if (timestamp === undefined) throw new PopError('refused', 'the greeting offers no APOP', { verb: 'APOP' });
  const digest = createHash('md5').update(timestamp).update(password).digest('hex');
  await wire.send(`APOP ${user} ${digest}`, { verb: 'APOP', ms, secrets: [digest, password] });
}

async function signInPlain(wire: PopWire, { user, password }: PasswordCredentials, ms: number): Promise<void> {
  if (/\0/.test(user + password)) throw new PopError('usage', 'a NUL in a credential', { verb: 'AUTH' });
  await authenticate(wire, 'PLAIN', `\0${user}\0${password}`, { ms, secret: password });
}

async function signInWithToken(
  wire: PopWire,
  { user, tokens }: TokenCredentials,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (/\p{Cc}/u.test(user)) throw new PopError('usage', 'a control character in a credential', { verb: 'AUTH' });
  for (;;) {
    const { accessToken, isNew } = await tokens.current(signal);
    const response = `user=${user}\x01auth=Bearer ${accessToken}\x01\x01`;
    try {
      await authenticate(wire, 'XOAUTH2', response, { ms, secret: accessToken });
      return;
    } catch (error) {
      if (!(error instanceof PopError) || error.kind !== 'refused') throw error;
      tokens.forget(accessToken);
      // It may have been revoked before its time; a new one is refused for another reason.
      if (isNew) throw error;
    }
  }
}

/** One exchange (RFC 5034, section 4): the mechanism, the server's "+", the response. */
async function authenticate(
  wire: PopWire,
  mechanism: string,
  response: string,
  { ms, secret }: { readonly ms: number; readonly secret: string },
): Promise<void> {
  const encoded = Buffer.from(response).toString('base64');
  const options = { verb: 'AUTH', ms, mayChallenge: true, secrets: [encoded, secret] };
  const { challenge } = await wire.send(`AUTH ${mechanism}`, options);
  if (challenge === null) throw new PopError('protocol', 'signed in before anything was said', { verb: 'AUTH' });
  const outcome = await wire.send(encoded, options);
  if (outcome.challenge === null) return;
  // XOAUTH2 says why in a challenge, and says -ERR only once that was answered.
  const reason = readChallenge(outcome.challenge);
  try {
    await wire.send('', { verb: 'AUTH', ms });
  } catch (error) {
    if (!(error instanceof PopError) || error.kind !== 'refused') throw error;
    const { responseCode } = error;
    throw new PopError('refused', reason ?? error.reason, { verb: 'AUTH', responseCode, cause: error });
  }
  throw new PopError('protocol', 'signed in after a refusal', { verb: 'AUTH' });
}

/** Only the status of the JSON is repeated: the server may fill in anything else. */
function readChallenge(challenge: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(challenge, 'base64').toString());
    if (typeof said !== 'object' || said === null || !('status' in said)) return null;
    const status = String(said.status);
    return /^[\w-]{1,20}$/.test(status) ? `the access token was refused (status ${status})` : null;
  } catch {
    return null;
  }
}
