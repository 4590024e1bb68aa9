import { readCapabilities, unlessRefused } from './capabilities.js';
import { DEFAULT_LISTING_PART, type ListedMail, type Listing, type ListingPart } from './listing.js';
import { ListingReader } from './listing-reader.js';
import type { PopEndpoint } from './pop-endpoint.js';
import { PopError } from './pop-error.js';
import type { PopLimits } from './pop-limits.js';
import { PopVerbs } from './pop-verbs.js';
import { PopWire } from './pop-wire.js';
import { signIn, type PopCredentials } from './sign-in.js';
import { Window } from '../../event-store/index.js';

const LISTING_BYTES_IN_TURN = 128 * 1024;

/**
 * A signed-in POP3 session. Mails are asked for and deleted in a pipeline, as wide as the server and the limits allow;
 * all other commands wait for the answer to the one before.
 *
 * What is deleted is gone only once {@link quit} has resolved: a session that ends in any other way deletes nothing.
 */
export class PopSession {
  readonly #window: Window;

  private constructor(
    private readonly wire: PopWire,
    private readonly verbs: PopVerbs,
    private readonly limits: PopLimits,
    /** Upper-case names of what the server can do (RFC 2449); empty where it does not say. */
    readonly capabilities: ReadonlySet<string>,
  ) {
    const windowMails = capabilities.has('PIPELINING') ? limits.windowMails : 1;
    this.#window = new Window(windowMails, limits.windowBytes);
  }

  /**
   * Connects and signs in, with a single attempt.
   * @throws PopError what {@link PopWire.open} throws; `refused` with the verb of the sign-in when the account is
   * refused; OAuthError
   */
  static async open(
    endpoint: PopEndpoint,
    credentials: PopCredentials,
    limits: PopLimits,
    signal?: AbortSignal,
  ): Promise<PopSession> {
    const wire = await PopWire.open(endpoint, limits, signal);
    return PopSession.over(wire, credentials, limits, signal);
  }

  /**
   * Signs in on a connection that is open already, and takes it over: it is gone when this rejects.
   * @throws PopError, OAuthError as {@link open}
   */
  static async over(
    wire: PopWire,
    credentials: PopCredentials,
    limits: PopLimits,
    signal?: AbortSignal,
  ): Promise<PopSession> {
    const onAbort = () => {
      wire.destroy();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      if (signal?.aborted === true) onAbort();
      await signIn(wire, credentials, limits, signal);
      const verbs = new PopVerbs(wire, limits);
      return new PopSession(wire, verbs, limits, await capabilityNames(verbs));
    } catch (error) {
      wire.destroy();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /**
   * Lists what is in the mailbox, and holds a part of it. Reads as it comes, so that a listing of any length costs no
   * more memory than its part, and no long turn of the event loop.
   * @throws PopError
   */
  async list(part: ListingPart = DEFAULT_LISTING_PART): Promise<Listing> {
    const reader = new ListingReader(part);
    await this.wire.send('LIST', { verb: 'LIST', multi: true, onPiece: this.#inTurns(reader.sizes) });
    reader.endSizes();
    await unlessRefused(this.wire.send('UIDL', { verb: 'UIDL', multi: true, onPiece: this.#inTurns(reader.ids) }));
    return reader.end();
  }

  /** Node reads up to 2 MiB of a flood in one turn of the event loop: others would wait too long for theirs. */
  #inTurns(take: (piece: Buffer) => void): (piece: Buffer) => void {
    let bytesInTurn = 0;
    return (piece) => {
      take(piece);
      bytesInTurn += piece.length;
      if (bytesInTurn < LISTING_BYTES_IN_TURN) return;
      bytesInTurn = 0;
      this.pause();
      setImmediate(() => {
        this.resume();
      });
    };
  }

  /** Has the server wait with what it still hands over, until {@link resume}. */
  pause(): void {
    this.wire.pause();
  }

  resume(): void {
    this.wire.resume();
  }

  /**
   * The mail's exact bytes, in a buffer of their own. Many may be asked for at once; they come in that order.
   * @param signal when aborted, mails that wait for their turn are not asked for any more
   * @throws PopError `refused` (this mail only), `too-large`: the mail was retrieved and dropped; `aborted` by the
   * signal
   */
  async retrieve({ number, size }: ListedMail, signal?: AbortSignal): Promise<Buffer> {
    const { maxMailBytes } = this.limits;
    return this.#window.run(size, async () => {
      if (signal?.aborted === true) throw new PopError('aborted', 'stopped', { verb: null });
      const options = { verb: 'RETR', multi: true, maxBytes: maxMailBytes, expectedBytes: size };
      return (await this.wire.send(`RETR ${number}`, options)).body;
    });
  }

  /**
   * Marks a mail to be deleted at QUIT.
   * @throws PopError `refused`: this mail stays
   */
  async delete({ number }: ListedMail): Promise<void> {
    await this.#window.run(0, () => this.wire.send(`DELE ${number}`, { verb: 'DELE' }));
  }

  /**
   * Number of the mails, as the server states it with their size; null where it does not. The same question has the
   * same answer as long as nothing is deleted. (Their size does not: mailutils counts the fields that it adds once it
   * has read a mail.)
   * @throws PopError
   */
  async stat(): Promise<string | null> {
    try {
      const { text } = await this.#window.run(0, () => this.wire.send('STAT', { verb: 'STAT' }));
      return /^(\d+) \d+/.exec(text)?.[1] ?? null;
    } catch (error) {
      if (error instanceof PopError && error.kind === 'refused') return null;
      throw error;
    }
  }

  /** Takes the deletions of this session back. */
  async reset(): Promise<void> {
    await this.verbs.reset();
  }

  /**
   * Ends the session: what was marked is deleted when it resolves.
   * @throws PopError: whether anything was deleted is unknown
   */
  async quit(): Promise<void> {
    try {
      await this.verbs.quit();
    } finally {
      this.drop();
    }
  }

  /** Ends the connection without QUIT, so that the server deletes nothing. Idempotent. */
  drop(): void {
    this.wire.destroy();
  }
}

async function capabilityNames(verbs: PopVerbs): Promise<ReadonlySet<string>> {
  const lines = await readCapabilities(verbs);
  return new Set(lines.map((line) => line.trim().split(' ', 1)[0]?.toUpperCase() ?? ''));
}
