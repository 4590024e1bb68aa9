/** Time and size limits of one connection. Whatever passes a time limit destroys the connection. */
export interface PopLimits {
  /** Name resolution and TCP; TLS has the same time again. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Silence of the server while a reply is due; any byte starts it again. */
  readonly replyMs: number;
  /** The same for PASS: servers delay a refusal on purpose, Dovecot's penalty reaches 17 s. */
  readonly signInMs: number;
  /** The same for QUIT: a server rewrites a whole mbox before it answers. */
  readonly quitMs: number;
  /** From the first packet to the last: bounds a server that feeds one byte at a time. */
  readonly sessionMs: number;
  readonly maxMailBytes: number;
  /** Bytes of a CAPA, LIST or UIDL reply. LIST and UIDL are read as they come: this bounds time, not memory. */
  readonly maxListingBytes: number;
  /** Mails asked for and not yet received, where the server takes pipelined commands (RFC 2449, section 6.6). */
  readonly windowMails: number;
  /** Bytes asked for and not yet received, by what LIST says; a larger mail is asked for alone. */
  readonly windowBytes: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const MEBIBYTE = 1024 * 1024;

export const DEFAULT_POP_LIMITS: PopLimits = {
  connectMs: 20 * SECOND_MS,
  greetingMs: 30 * SECOND_MS,
  replyMs: MINUTE_MS,
  signInMs: 30 * SECOND_MS,
  quitMs: 5 * MINUTE_MS,
  sessionMs: 60 * MINUTE_MS,
  maxMailBytes: 64 * MEBIBYTE,
  maxListingBytes: 2048 * MEBIBYTE,
  windowMails: 64,
  windowBytes: 8 * MEBIBYTE,
};
