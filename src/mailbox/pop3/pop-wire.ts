import type { Socket } from 'node:net';
import { TLSSocket, type PeerCertificate } from 'node:tls';
import { openSocket, secureSocket } from './open-socket.js';
import type { PopEndpoint } from './pop-endpoint.js';
import { PopError } from './pop-error.js';
import type { PopLimits } from './pop-limits.js';
import { ReplyReader, type ExpectedReply } from './reply-reader.js';
import type { StatusLine } from './status-line.js';

/** A +OK. */
export interface PopReply {
  readonly text: string;
  /** The unstuffed lines of a multi-line reply, byte by byte, without the terminator; empty for other replies. */
  readonly body: Buffer;
  /** Not null when it is not a +OK: the server asks for more (RFC 5034, section 4). */
  readonly challenge: string | null;
}

export interface SendOptions {
  /** Names the command in errors; never its arguments, which may be secret. */
  readonly verb: string;
  readonly multi?: boolean;
  /** Longest silence before and within the reply. */
  readonly ms?: number;
  readonly maxBytes?: number;
  readonly expectedBytes?: number;
  /** Takes the body of a multi-line reply piece by piece, as it comes; the reply's own is empty then. */
  readonly onPiece?: (piece: Buffer) => void;
  readonly mayChallenge?: boolean;
  /** Never to appear in an error, should the server repeat one. */
  readonly secrets?: readonly string[];
}

interface PendingReply extends ExpectedReply {
  readonly ms: number;
  /** Nothing more may come in clear text after this one. */
  readonly endsClearText: boolean;
  readonly resolve: (reply: PopReply) => void;
  readonly reject: (error: PopError) => void;
}

const NO_BODY = Buffer.alloc(0);

/**
 * One POP3 connection: it owns the socket, the framing, the timers and the queue of replies. Commands may be sent
 * before earlier ones are answered. Every reply settles: what ends the connection rejects all that are due.
 */
export class PopWire {
  readonly #pending: PendingReply[] = [];
  readonly #reader: ReplyReader;
  readonly #secrets: string[] = [];
  readonly #sessionTimer: NodeJS.Timeout;
  #silenceTimer: NodeJS.Timeout | undefined;
  #failure: PopError | null = null;
  #corked = false;
  #mayBeSilent = false;
  #clearTextEnded = false;
  #greeting = '';

  private constructor(
    private socket: Socket,
    private readonly limits: PopLimits,
  ) {
    this.#reader = new ReplyReader({
      expected: () => this.#pending[0] ?? null,
      received: (status, body) => {
        this.#settle(status, body);
      },
      challenged: (challenge) => {
        this.#pending.shift()?.resolve({ text: '', body: NO_BODY, challenge });
      },
    });
    this.#sessionTimer = setTimeout(() => {
      this.destroy(new PopError('timeout', `the session lasted ${limits.sessionMs} ms`, { verb: null }));
    }, limits.sessionMs);
    this.#listen();
  }

  /**
   * Connects, secures the connection as the endpoint demands, and hears the greeting.
   * @throws PopError `connect`, `tls`, `timeout`, `closed`, `refused` (the greeting), `protocol`; `aborted` by the
   * signal
   */
  static async open(endpoint: PopEndpoint, limits: PopLimits, signal?: AbortSignal): Promise<PopWire> {
    const plain = await openSocket(endpoint, limits.connectMs, signal);
    const socket =
      endpoint.security === 'implicit' ? await secureSocket(plain, endpoint, limits.connectMs, signal) : plain;
    const wire = new PopWire(socket, limits);
    const onAbort = () => {
      wire.destroy();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      wire.#greeting = (await wire.#expect({ verb: 'greeting', ms: limits.greetingMs })).text;
      if (endpoint.security === 'starttls') await wire.#startTls(endpoint, signal);
      return wire;
    } catch (error) {
      wire.destroy();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** What the server said when the connection was made. */
  get greeting(): string {
    return this.#greeting;
  }

  /** The server's certificate; null in clear text. */
  get certificate(): PeerCertificate | null {
    return this.socket instanceof TLSSocket ? this.socket.getPeerCertificate() : null;
  }

  /**
   * Writes one command line. Replies come in the order of the commands.
   * @throws PopError `refused` for a -ERR and `too-large`, after which the connection still stands; else it is gone
   */
  send(line: string, options: SendOptions): Promise<PopReply> {
    return this.#send(line, options, false);
  }

  /** Reads no further until {@link resume}, so that the server waits; its silence is not held against it meanwhile. */
  pause(): void {
    this.#mayBeSilent = true;
    clearTimeout(this.#silenceTimer);
    this.socket.pause();
  }

  resume(): void {
    this.#mayBeSilent = false;
    this.socket.resume();
    this.#awaitReply();
  }

  /** Ends the connection at once; every reply that is due is rejected. Idempotent. */
  destroy(error = new PopError('aborted', 'the connection was dropped', { verb: null })): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    clearTimeout(this.#sessionTimer);
    clearTimeout(this.#silenceTimer);
    this.socket.destroy();
    for (const { verb, reject } of this.#pending.splice(0)) reject(error.asSeenBy(verb));
  }

  /** STLS (RFC 2595, section 4). Never continues in clear text: whatever goes wrong, the wire is not opened. */
  async #startTls(endpoint: PopEndpoint, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#send('STLS', { verb: 'STLS' }, true);
    } catch (error) {
      if (!(error instanceof PopError) || error.kind !== 'refused') throw error;
      throw new PopError('tls', error.reason, { verb: 'STLS', responseCode: error.responseCode, cause: error });
    }
    this.#throwIfFailed();
    this.socket = await secureSocket(this.socket, endpoint, this.limits.connectMs, signal);
    this.#throwIfFailed();
    this.#listen();
  }

  #throwIfFailed(): void {
    if (this.#failure === null) return;
    this.socket.destroy();
    throw this.#failure;
  }

  #send(line: string, options: SendOptions, endsClearText: boolean): Promise<PopReply> {
    const { verb, secrets = [] } = options;
    if (/[\r\n\0]/.test(line)) {
      // What follows a line break would be a command of its own.
      return Promise.reject(new PopError('usage', 'a line break or NUL in a command', { verb }));
    }
    if (this.#failure !== null) return Promise.reject(this.#failure.asSeenBy(verb));
    this.#secrets.push(...secrets.filter((secret) => secret !== ''));
    const reply = this.#expect(options, endsClearText);
    this.#write(`${line}\r\n`);
    return reply;
  }

  #expect(options: SendOptions, endsClearText = false): Promise<PopReply> {
    const { verb, multi = false, ms, maxBytes, expectedBytes, onPiece, mayChallenge } = options;
    return new Promise((resolve, reject) => {
      this.#pending.push({
        verb,
        multi,
        ms: ms ?? this.limits.replyMs,
        maxBytes: maxBytes ?? this.limits.maxListingBytes,
        expectedBytes,
        onPiece,
        mayChallenge,
        endsClearText,
        resolve,
        reject,
      });
      if (this.#pending.length === 1) this.#awaitReply();
    });
  }

  /** Commands of one turn of the event loop leave together. */
  #write(line: string): void {
    const { socket } = this;
    if (!this.#corked) {
      this.#corked = true;
      socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        socket.uncork();
      });
    }
    socket.write(line);
  }

  #settle(status: StatusLine, body: Buffer | null | 'too-large'): void {
    const pending = this.#pending.shift();
    if (pending === undefined) return;
    const { verb, maxBytes, endsClearText } = pending;
    if (!status.ok) {
      const { text, responseCode } = status;
      const reason = text === '' ? 'refused without a reason' : this.#withoutSecrets(text);
      pending.reject(new PopError('refused', reason, { verb, responseCode }));
    } else if (body === 'too-large') {
      pending.reject(new PopError('too-large', `more than ${maxBytes} bytes`, { verb }));
    } else {
      if (endsClearText) this.#stopListening();
      pending.resolve({ text: status.text, body: body ?? NO_BODY, challenge: null });
    }
  }

  #listen(): void {
    this.#clearTextEnded = false;
    this.socket
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('close', this.#onEnd)
      .on('error', this.#onError)
      .resume();
  }

  #stopListening(): void {
    this.#clearTextEnded = true;
    this.socket.pause().off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
  }

  readonly #onData = (chunk: Buffer): void => {
    try {
      this.#reader.push(chunk);
    } catch (error) {
      if (!(error instanceof PopError)) throw error;
      const { kind, verb, responseCode } = error;
      this.destroy(new PopError(kind, this.#withoutSecrets(error.reason), { verb, responseCode }));
      return;
    }
    // What somebody on the way put behind the last reply in clear text must not be taken for the secured server's
    // words.
    if (this.#clearTextEnded && this.#reader.isMidReply) {
      this.destroy(new PopError('protocol', 'clear text after STLS', { verb: 'STLS' }));
    }
    this.#awaitReply();
  };

  readonly #onEnd = (): void => {
    this.destroy(new PopError('closed', 'the server closed the connection', { verb: null }));
  };

  readonly #onError = (cause: Error): void => {
    this.destroy(new PopError('closed', cause.message, { verb: null, cause }));
  };

  /** Starts the silence that the server is allowed before the reply that is due, or ends it when none is. */
  #awaitReply(): void {
    clearTimeout(this.#silenceTimer);
    const pending = this.#pending[0];
    if (pending === undefined || this.#failure !== null || this.#mayBeSilent) return;
    const { verb, ms } = pending;
    this.#silenceTimer = setTimeout(() => {
      this.destroy(new PopError('timeout', `silence for ${ms} ms`, { verb }));
    }, ms);
  }

  /** Some servers repeat what they did not understand. */
  #withoutSecrets(text: string): string {
    return this.#secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text);
  }
}
