import { readFile } from 'node:fs/promises';
import type { Clock } from '../events/index.js';
import { AccessTokens, FORGETFUL, type RefreshTokens } from './oauth/index.js';
import type { PopEndpoint } from './pop3/pop-endpoint.js';
import type { AccessTokenSource, PopCredentials } from './pop3/sign-in.js';
import type { Pop3MailboxOptions } from './pop3-mailbox-options.js';

/**
 * Where the mailbox's server is, and whom to trust there.
 * @throws the file system's error when the file of authorities cannot be read
 */
export async function endpointOf(mailbox: Pop3MailboxOptions): Promise<PopEndpoint> {
  const { host, effectivePort: port, tls: security, caFile, tlsServerName: servername } = mailbox;
  const ca = caFile === undefined ? undefined : await readFile(caFile);
  return { host, port, security, tlsOptions: { ca, servername } };
}

/** The access tokens of a mailbox; null where it has a password. One for as long as the mailbox is collected from. */
export function tokensOf(
  { name, oauth }: Pop3MailboxOptions,
  clock: Clock,
  refreshTokens: RefreshTokens = FORGETFUL,
): AccessTokenSource | null {
  return oauth === undefined ? null : new AccessTokens(oauth, clock, { mailbox: name, refreshTokens });
}

export function credentialsOf(mailbox: Pop3MailboxOptions, tokens: AccessTokenSource | null): PopCredentials {
  const { user, password = '', signIn = 'user-pass' } = mailbox;
  return tokens === null ? { user, password, signIn } : { user, signIn: 'xoauth2', tokens };
}
