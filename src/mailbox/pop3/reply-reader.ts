import { BodyReader } from './body-reader.js';
import { PopError } from './pop-error.js';
import { parseStatusLine, type StatusLine } from './status-line.js';

const LF = 0x0a;
const CR = 0x0d;
/** RFC 2449, section 4, allows 512; some servers say more. */
const MAX_STATUS_LINE_BYTES = 4096;
const CHALLENGE = /^\+(?: (.*))?$/s;

/** What the reply that comes next looks like. */
export interface ExpectedReply {
  readonly verb: string;
  /** A body follows the status line, if that is +OK. */
  readonly multi: boolean;
  readonly maxBytes: number;
  /** A continuation may come in place of a status line (RFC 5034, section 4). */
  readonly mayChallenge?: boolean | undefined;
  /** About how many bytes the body has. */
  readonly expectedBytes?: number | undefined;
  /**
   * Takes the body piece by piece, as it comes, in place of the whole. @throws PopError: nothing after it can be
   * trusted
   */
  readonly onPiece?: ((piece: Buffer) => void) | undefined;
}

/** Receives replies, in the order in which they come. */
export interface ReplyReceiver {
  /** The reply that comes next; null when none is due. */
  expected(): ExpectedReply | null;
  /** A whole reply. The body is null where there is none, and `too-large` where it exceeded `maxBytes`. */
  received(status: StatusLine, body: Buffer | null | 'too-large'): void;
  /** The server's challenge, as it stands: base64 or nothing. Only where one may come. */
  challenged?(challenge: string): void;
}

/** Cuts a stream of bytes into replies, whatever chunks it comes in. */
export class ReplyReader {
  #line: Buffer = Buffer.alloc(0);
  #status: StatusLine | null = null;
  #body: BodyReader | null = null;

  constructor(private readonly receiver: ReplyReceiver) {}

  /** Bytes were read of a reply that is not complete. */
  get isMidReply(): boolean {
    return this.#line.length > 0 || this.#body !== null;
  }

  /**
   * @throws PopError (`protocol`, or `closed` when the server takes its leave unasked): nothing after it can be trusted
   */
  push(chunk: Buffer): void {
    let unread: Buffer | null = chunk;
    while (unread !== null && unread.length > 0) {
      unread = this.#body === null ? this.#readStatus(unread) : this.#readBody(this.#body, unread);
    }
  }

  #readStatus(chunk: Buffer): Buffer | null {
    const lineEnd = chunk.indexOf(LF);
    const piece = lineEnd === -1 ? chunk : chunk.subarray(0, lineEnd);
    if (this.#line.length + piece.length > MAX_STATUS_LINE_BYTES) {
      throw new PopError('protocol', 'a status line without end', { verb: this.receiver.expected()?.verb ?? null });
    }
    const line = this.#line.length === 0 ? piece : Buffer.concat([this.#line, piece]);
    if (lineEnd === -1) {
      // A copy, lest a few bytes keep a whole network buffer alive.
      this.#line = Buffer.from(line);
      return null;
    }
    this.#line = Buffer.alloc(0);
    this.#takeStatus(line.at(-1) === CR ? line.subarray(0, -1) : line);
    return chunk.subarray(lineEnd + 1);
  }

  #takeStatus(line: Buffer): void {
    const expected = this.receiver.expected();
    if (expected === null) throw spokenOutOfTurn(line);
    const challenge = expected.mayChallenge === true ? CHALLENGE.exec(line.toString('latin1')) : null;
    if (challenge !== null) {
      this.receiver.challenged?.(challenge[1] ?? '');
      return;
    }
    const status = parseStatusLine(line, expected.verb);
    if (status.ok && expected.multi) {
      this.#status = status;
      this.#body = new BodyReader(expected.expectedBytes, expected.maxBytes, expected.onPiece);
    } else {
      this.receiver.received(status, null);
    }
  }

  #readBody(body: BodyReader, chunk: Buffer): Buffer | null {
    const unread = body.push(chunk);
    const status = this.#status;
    if (unread === null || status === null) return null;
    this.#body = this.#status = null;
    this.receiver.received(status, body.finish() ?? 'too-large');
    return unread;
  }
}

/** Servers announce that way that they close an idle connection. */
function spokenOutOfTurn(line: Buffer): PopError {
  const status = parseStatusLine(line, 'unasked');
  return status.ok
    ? new PopError('protocol', 'the server answered what was not asked', { verb: null })
    : new PopError('closed', `the server ended the session: ${status.text}`, {
        verb: null,
        responseCode: status.responseCode,
      });
}
