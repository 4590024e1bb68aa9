import { EventStoreUnavailableError } from '../../event-store/index.js';
import type { Clock, MailId } from '../../events/index.js';
import { OwnedBytes, type Intake, type IntakeResult } from '../../ledger/index.js';
import type { CollectionLimits } from './collection-limits.js';
import type { CollectionObserver } from './collection-observer.js';
import { describeError, UnacknowledgedMailsError } from './collection-report.js';
import type { MailboxMemory } from './mailbox-memory.js';
import { planCollection, staysMs } from './plan-collection.js';
import type { ListedMail } from '../pop3/listing.js';
import { PopError } from '../pop3/pop-error.js';
import { PopSession } from '../pop3/pop-session.js';
import type { AccessTokenSource } from '../pop3/sign-in.js';
import { Window } from '../pop3/window.js';
import { credentialsOf, endpointOf } from '../mailbox-access.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';
import type { SeenMails } from './seen-mails.port.js';
import { Tally } from './tally.js';

export interface SessionParts {
  readonly intake: Pick<Intake, 'receive'>;
  readonly seen: SeenMails;
  readonly memory: MailboxMemory;
  readonly observer: CollectionObserver;
  readonly clock: Clock;
  readonly limits: CollectionLimits;
  readonly signal: AbortSignal | undefined;
  /** Where the mailbox is signed in to by access tokens. */
  readonly tokens: AccessTokenSource | null;
  /** Mails that failed are tried again whether or not their rest is over. */
  readonly triesAll: boolean;
}

/** One session with the server: list, retrieve and take in, delete what was taken in, quit. */
export class CollectionSession {
  readonly tally = new Tally();
  /** Mails that this session brought into the ledger, or counts so. */
  readonly appended = new Set<MailId>();
  /** Listed mails that are in the ledger, and need not stay on the server. */
  readonly #acknowledged: ListedMail[] = [];
  /** Mails asked for and not yet had, in the order in which they were asked for. */
  readonly #asked = new Set<ListedMail>();
  /** Mails retrieved that are not in the ledger: while there is one, the session must not reach QUIT. */
  #unacknowledged = 0;
  #uidlsAreUnique = false;
  #failure: unknown = null;

  /** @param appendedBefore mails that an earlier session of the same collection appended: they count as appended still */
  constructor(
    private readonly mailbox: Pop3MailboxOptions,
    private readonly parts: SessionParts,
    private readonly appendedBefore: ReadonlySet<MailId> = new Set(),
  ) {}

  /** Deletions wait for another session, though nothing but single mails failed in this one. */
  get isWorthRepeating(): boolean {
    const deletesWait = this.mailbox.after === 'delete' && this.#acknowledged.length > 0;
    return this.#failure instanceof UnacknowledgedMailsError && deletesWait && this.parts.signal?.aborted !== true;
  }

  /** Runs to QUIT's +OK, or drops the connection. Resolves to what made it end early, null when nothing did. */
  async run(): Promise<unknown> {
    try {
      await this.#run();
    } catch (error) {
      this.#failure = error;
    }
    return this.#failure;
  }

  async #run(): Promise<void> {
    const { mailbox, tally, parts } = this;
    const session = await this.#open();
    const cancelDrop = dropWhenLate(session, parts.limits.stopGraceMs, parts.signal);
    try {
      await this.#retrieve(session, await this.#plan(session));
      if (this.#failure !== null) return;
      if (this.#unacknowledged > 0) throw new UnacknowledgedMailsError(this.#unacknowledged);
      const deleted = mailbox.after === 'delete' ? await this.#delete(session) : [];
      parts.observer.quitting?.();
      await session.quit();
      tally.deleted = deleted.length;
      for (const mail of deleted) parts.memory.forget(mail);
    } finally {
      cancelDrop();
      session.drop();
    }
  }

  async #open(): Promise<PopSession> {
    const { mailbox, parts } = this;
    const limits = { ...parts.limits.pop, maxMailBytes: mailbox.maxMailBytes };
    return PopSession.open(await endpointOf(mailbox), credentialsOf(mailbox, parts.tokens), limits, parts.signal);
  }

  async #plan(session: PopSession): Promise<readonly ListedMail[]> {
    const { seen, memory, observer, clock, limits, triesAll } = this.parts;
    const listing = await session.list();
    memory.keepOnly(listing.mails);
    this.#uidlsAreUnique = listing.uidlsAreUnique;
    const { maxMails, maxBytes } = limits;
    const planning = { seen, memory, now: clock(), maxMails, maxBytes, triesAll };
    const { known, parked, tooLarge, retrieve } = planCollection(listing, this.mailbox, planning);
    memory.failures.found(listing.mails, tooLarge, this.mailbox.maxMailBytes);
    this.tally.listed = listing.mails.length;
    this.tally.parked = parked.length;
    for (const { mail, mailId, stays } of known) {
      this.#count(mailId, false);
      memory.failures.forget(mail);
      if (!stays) this.#acknowledged.push(mail);
    }
    observer.listed?.(listing.mails.length);
    return retrieve;
  }

  /** Retrieving, reading and appending overlap; what is in flight is bounded in mails and bytes. */
  async #retrieve(session: PopSession, mails: readonly ListedMail[]): Promise<void> {
    const { inFlightMails, inFlightBytes } = this.parts.limits;
    const inFlight = new Window(inFlightMails, inFlightBytes);
    const underWay = new Set<Promise<void>>();
    for (const mail of mails) {
      await inFlight.enter(mail.size);
      if (this.#failure !== null || this.parts.signal?.aborted === true) break;
      const one = this.#collect(session, mail)
        .catch((error: unknown) => {
          this.#failure ??= error;
        })
        .finally(() => {
          inFlight.leave(mail.size);
          underWay.delete(one);
        });
      underWay.add(one);
    }
    await Promise.all(underWay);
  }

  async #collect(session: PopSession, mail: ListedMail): Promise<void> {
    const { observer, signal } = this.parts;
    let bytes: Buffer;
    this.#asked.add(mail);
    try {
      bytes = await session.retrieve(mail, signal);
    } catch (error) {
      if (!(error instanceof PopError)) throw error;
      // Should the connection be gone besides, the next command says so.
      if (error.kind === 'aborted' && signal?.aborted === true) return;
      if (error.kind !== 'refused' && error.kind !== 'too-large') {
        this.#blameFor(error);
        throw error;
      }
      if (error.kind === 'too-large') this.#unacknowledged += 1;
      this.#recordFailure(mail, error);
      return;
    } finally {
      this.#asked.delete(mail);
    }
    observer.retrieved?.(mail);
    await this.#takeIn(mail, bytes);
  }

  /**
   * The connection was lost over the mail that was due: it may be why, and would be again in every session. Blamed by mistake, it
   * only waits a little.
   */
  #blameFor(error: PopError): void {
    const [due] = this.#asked;
    if (due === undefined || this.#failure !== null || error.kind === 'aborted') return;
    this.#failure = error;
    this.#recordFailure(due, error);
  }

  async #takeIn(mail: ListedMail, bytes: Buffer): Promise<void> {
    const { intake, memory, observer, clock } = this.parts;
    this.#unacknowledged += 1;
    let result;
    try {
      const source = { mailbox: this.mailbox.name, uidl: mail.uidl, receivedAt: clock() };
      result = await intake.receive(new OwnedBytes(bytes), source);
    } catch (error) {
      if (error instanceof EventStoreUnavailableError) throw error;
      this.#recordFailure(mail, error);
      return;
    }
    this.#unacknowledged -= 1;
    memory.failures.forget(mail);
    this.#count(result.mailId, !result.alreadyKnown);
    const staysUntilMs = this.#staysUntilMs(result);
    if (staysUntilMs === null) this.#acknowledged.push(mail);
    if (this.#uidlsAreUnique) memory.acknowledge(mail, { mailId: result.mailId, staysUntilMs });
    observer.acknowledged?.(mail, result);
  }

  /** Null: it may be deleted now. A mail that was erased from the ledger has nothing to wait for. */
  #staysUntilMs({ receivedAt }: IntakeResult): number | null {
    const staysForMs = staysMs(this.mailbox);
    if (staysForMs === 0 || receivedAt === null) return null;
    const untilMs = Date.parse(receivedAt) + staysForMs;
    return this.parts.clock().getTime() < untilMs ? untilMs : null;
  }

  #recordFailure(mail: ListedMail, error: unknown): void {
    const { memory, observer, clock } = this.parts;
    const failed = memory.failures.fail(mail, describeError(error), clock());
    // Before it is parked it was not reached: it has its turn soon.
    if (failed.parked) this.tally.parked += 1;
    observer.failed?.(failed);
  }

  #count(mailId: MailId | null, isNew: boolean): void {
    const isFirstOfEarlier = mailId !== null && this.appendedBefore.has(mailId) && !this.appended.has(mailId);
    if (!isNew && !isFirstOfEarlier) {
      this.tally.alreadyKnown += 1;
      return;
    }
    this.tally.appended += 1;
    if (mailId !== null) this.appended.add(mailId);
  }

  /** Resolves to the mails that the server marked as deleted. */
  async #delete(session: PopSession): Promise<readonly ListedMail[]> {
    const deleted: ListedMail[] = [];
    const deletions = this.#acknowledged.map(async (mail) => {
      try {
        await session.delete(mail);
      } catch (error) {
        if (error instanceof PopError && error.kind === 'refused') return;
        throw error;
      }
      deleted.push(mail);
      this.parts.observer.deleted?.(mail);
    });
    const failed = (await Promise.allSettled(deletions)).find((deletion) => deletion.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return deleted;
  }
}

/** A server that hangs must not keep a service from stopping. */
function dropWhenLate(session: PopSession, graceMs: number, signal: AbortSignal | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => {
      session.drop();
    }, graceMs);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}
