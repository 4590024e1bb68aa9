/**
 * What went wrong:
 * - `connect`: no TCP connection (name, route, port)
 * - `tls`: STLS refused, handshake failed, or the certificate is not the server's
 * - `timeout`: a time limit passed; the connection is gone
 * - `closed`: the server ended the connection
 * - `aborted`: we ended it
 * - `refused`: the server said -ERR; the connection still stands
 * - `too-large`: a reply exceeds its size limit; its bytes are dropped, the connection still stands
 * - `protocol`: what came is not POP3; the connection is gone
 * - `usage`: what was to be written would not be one command; nothing was written
 */
export type PopErrorKind =
  'connect' | 'tls' | 'timeout' | 'closed' | 'aborted' | 'refused' | 'too-large' | 'protocol' | 'usage';

export interface PopErrorDetails {
  /**
   * The command that failed (`RETR`), or the stage, where it is not a command: `connect`, `greeting`, `TLS handshake`.
   */
  readonly verb: string | null;
  /** Response code of a refusal (RFC 2449, section 8; RFC 3206): `IN-USE`, `AUTH`, `SYS/TEMP`; upper case. */
  readonly responseCode?: string | null;
  readonly cause?: unknown;
}

/** A failure of a POP3 connection or command. Neither message nor fields ever hold a secret. */
export class PopError extends Error {
  readonly verb: string | null;
  readonly responseCode: string | null;

  constructor(
    readonly kind: PopErrorKind,
    readonly reason: string,
    { verb, responseCode = null, cause }: PopErrorDetails,
  ) {
    super(verb === null ? reason : `${verb}: ${reason}`, { cause });
    this.name = 'PopError';
    this.verb = verb;
    this.responseCode = responseCode;
  }

  /** Stable: `pop3-timeout`; with the response code where the server gave one: `pop3-refused-in-use`. */
  get code(): string {
    const responseCode = this.responseCode?.toLowerCase().replaceAll('/', '-');
    return responseCode === undefined ? `pop3-${this.kind}` : `pop3-${this.kind}-${responseCode}`;
  }

  /** The same failure, as another command of the same connection sees it. */
  asSeenBy(verb: string): PopError {
    return new PopError(this.kind, this.reason, { verb, responseCode: this.responseCode, cause: this });
  }
}
