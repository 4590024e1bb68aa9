import type { CustodyCounts } from '../../events/index.js';
import { PopError } from '../pop3/pop-error.js';

/** Why a collection ended early. Never holds a secret. */
export interface CollectionError {
  /**
   * Stable: `pop3-timeout`, `pop3-refused-in-use`, `oauth-refused`, `event-store-unavailable`, `unacknowledged-mails`.
   */
  readonly code: string;
  readonly message: string;
  /** The POP3 command that failed, where one did. */
  readonly verb: string | null;
  /** The server's response code (RFC 2449): `IN-USE`, `AUTH`. */
  readonly responseCode: string | null;
}

/**
 * What became of the mails that the server listed:
 * listed = appended + alreadyKnown + parked + notReached = deleted + left.
 */
export interface CollectionReport extends CustodyCounts {
  readonly mailbox: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly completedAt: string;
  /** Null when the last session ran to QUIT's +OK. */
  readonly error: CollectionError | null;
}

/**
 * Mails were retrieved and are not in the ledger: the session was dropped, so that the server forgets that they were.
 */
export class UnacknowledgedMailsError extends Error {
  readonly code = 'unacknowledged-mails';
  constructor(readonly mails: number) {
    super(`${mails} mails were retrieved but could not be taken in`);
    this.name = 'UnacknowledgedMailsError';
  }
}

/**
 * RETR handed over less than LIST announced: nothing, a part, or another text in the mail's place. It stays on the
 * server.
 */
export class ShorterThanListedError extends Error {
  readonly code = 'shorter-than-listed';
  constructor(listed: number, retrieved: number) {
    super(`the server lists ${listed} bytes and handed over ${retrieved}`);
    this.name = 'ShorterThanListedError';
  }
}

/** What RETR handed over does not begin like a mail. It is kept as evidence, and stays on the server. */
export class NoHeaderError extends Error {
  readonly code = 'no-header';
  constructor() {
    super('what the server handed over has no header; it is kept, and not deleted');
    this.name = 'NoHeaderError';
  }
}

/**
 * The mail has another size than listed, or the content of another listed mail, and the server did not hand over the
 * same when it was asked again. It is kept as evidence, and stays on the server.
 */
export class OtherContentError extends Error {
  readonly code = 'other-content';
  constructor() {
    super('the server did not hand over the same mail twice; what came is kept, and not deleted');
    this.name = 'OtherContentError';
  }
}

export function describeError(error: unknown): CollectionError {
  if (error instanceof PopError) {
    const { code, message, verb, responseCode } = error;
    return { code, message, verb, responseCode };
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
  return { code, message, verb: null, responseCode: null };
}
