import type { OAuthOptions } from './oauth/index.js';

/** One POP3 account to collect from: what configuration says of it. Holds secrets: never log one. */
export interface Pop3MailboxOptions {
  readonly name: string;
  readonly host: string;
  readonly effectivePort: number;
  /** `implicit`: TLS from the first byte. `starttls`: STLS or nothing. `none`: clear text. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** PEM file with the certificate authorities to trust instead of the system's; read anew for each session. */
  readonly caFile?: string;
  /** Name that the server's certificate must carry, where it is not `host`. */
  readonly tlsServerName?: string;
  readonly user: string;
  /** Absent only with {@link oauth}. */
  readonly password?: string;
  /** How the password is sent. */
  readonly signIn?: 'user-pass' | 'apop' | 'sasl-plain';
  /** Sign in by XOAUTH2, with access tokens that this says how to obtain. */
  readonly oauth?: OAuthOptions;
  readonly pollIntervalSeconds: number;
  /** What becomes of a mail on the server once it is in the ledger. */
  readonly after: 'keep' | 'delete';
  /** With `after: delete`: how long a mail stays there after the ledger received it; absent or 0: not at all. */
  readonly deleteAfterSeconds?: number;
  /** A larger mail is parked: left on the server and counted. */
  readonly maxMailBytes: number;
}
