import { EventStoreUnavailableError } from '../../event-store/index.js';
import type { MailId } from '../../events/index.js';
import { OwnedBytes } from '../../ledger/index.js';
import {
  describeError,
  NoHeaderError,
  OtherContentError,
  ShorterThanListedError,
  UnacknowledgedMailsError,
} from './collection-report.js';
import { hasHeader } from './handed-over.js';
import { mailsStay, planCollection, staysUntilMs } from './plan-collection.js';
import type { ListedMail, Listing } from '../pop3/listing.js';
import { InFlight } from './in-flight.js';
import { deleteMails } from './delete-mails.js';
import type { SeenMails } from './seen-mails.port.js';
import type { SessionDependencies } from './session-dependencies.js';
import { confirmDoubtful } from './confirm-doubtful.js';
import { HeldBytes } from './held-bytes.js';
import { seenInTurns } from './seen-in-turns.js';
import { dropWhenLate } from './drop-when-late.js';
import { quitAndConfirm } from './quit-and-confirm.js';
import { PopError } from '../pop3/pop-error.js';
import { PopSession } from '../pop3/pop-session.js';
import { credentialsOf, endpointOf } from '../mailbox-access.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';
import { TakenMails } from './taken-mails.js';
import { Tally } from './tally.js';

/** One session with the server: list, retrieve and take in, delete what was taken in, quit. */
export class CollectionSession {
  readonly tally = new Tally();
  /** Mails that this session brought into the ledger, or counts so. */
  readonly appended = new Set<MailId>();
  readonly #taken: TakenMails;
  /** Mails that stay, and were taken in though they are shorter than listed. */
  readonly #short = new Map<ListedMail, Error>();
  /** Mails asked for and not yet had, in the order in which they were asked for. */
  readonly #asked = new Set<ListedMail>();
  /** Mails retrieved that are not in the ledger: while there is one, the session must not reach QUIT. */
  #unacknowledged = 0;
  /** What the server said of the maildrop before the first mail was asked for. */
  #maildropBefore: string | null = null;
  #deleted: ReadonlySet<ListedMail> = new Set();
  #uidlsAreUnique = false;
  #seenBefore: ReadonlySet<ListedMail> = new Set();
  #failure: unknown = null;

  /**
   * @param appendedBefore mails that an earlier session of the same collection appended: they count as appended still
   */
  constructor(
    private readonly mailbox: Pop3MailboxOptions,
    private readonly dependencies: SessionDependencies,
    private readonly appendedBefore: ReadonlySet<MailId> = new Set(),
  ) {
    this.#taken = new TakenMails(mailbox.after === 'delete');
  }

  /** Deletions wait for another session, though nothing but single mails failed in this one. */
  get isWorthRepeating(): boolean {
    const deletesWait = this.mailbox.after === 'delete' && this.#taken.deletable().length > 0;
    return (
      this.#failure instanceof UnacknowledgedMailsError && deletesWait && this.dependencies.signal?.aborted !== true
    );
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
    const { mailbox, tally, dependencies } = this;
    const session = await this.#open();
    const cancelDrop = dropWhenLate(session, dependencies.limits.stopGraceMs, dependencies.signal);
    try {
      await this.#retrieve(session, await this.#plan(session));
      if (!(this.#failure instanceof PopError)) {
        await confirmDoubtful(session, this.#taken, dependencies.signal);
        await this.#verify(session);
      }
      if (this.#failure !== null) return;
      if (this.#unacknowledged > 0) throw new UnacknowledgedMailsError(this.#unacknowledged);
      const marked =
        mailbox.after === 'delete' ? await deleteMails(session, this.#taken.deletable(), dependencies.observer) : [];
      dependencies.observer.quitting?.();
      this.#deleted = new Set(await quitAndConfirm(session, marked, () => this.#listAgain()));
      tally.deleted = this.#deleted.size;
      dependencies.memory.deleted(this.#deleted);
    } finally {
      this.#settle();
      cancelDrop();
      session.drop();
    }
  }

  async #open(): Promise<PopSession> {
    const { mailbox, dependencies } = this;
    const limits = { ...dependencies.limits.pop, maxMailBytes: mailbox.maxMailBytes };
    return PopSession.open(
      await endpointOf(mailbox),
      credentialsOf(mailbox, dependencies.tokens),
      limits,
      dependencies.signal,
    );
  }

  async #plan(session: PopSession): Promise<readonly ListedMail[]> {
    const { memory, observer, clock, limits, triesAll } = this.dependencies;
    const { maxMails, maxBytes, maxListedMails } = limits;
    const listing = await session.list({ first: memory.firstListed, maxMails: maxListedMails });
    const seen = await this.#seen(listing);
    const planning = { seen, memory, now: clock(), maxMails, maxBytes, triesAll };
    const { known, parked, tooLarge, retrieve, seenBefore } = planCollection(listing, this.mailbox, planning);
    memory.listed(listing);
    this.#seenBefore = seenBefore;
    this.#uidlsAreUnique = listing.uidlsAreUnique;
    memory.failures.found(listing, tooLarge, this.mailbox.maxMailBytes);
    this.tally.listed = listing.total;
    this.tally.parked = parked.length;
    for (const { mail, mailId, stays } of known) {
      this.#count(mailId, false);
      memory.failures.forget(mail);
      if (!stays) this.#taken.recall(mail, mailId);
    }
    observer.listed?.(listing.total, listing.mails.length);
    if (retrieve.length > 0) this.#maildropBefore = await session.stat();
    return retrieve;
  }

  async #seen({ mails, uidlsAreUnique }: Listing): Promise<SeenMails> {
    const { mailbox, dependencies } = this;
    return seenInTurns(dependencies.seen, mailbox.name, uidlsAreUnique && mailsStay(mailbox) ? mails : []);
  }

  /** Retrieving, reading and appending overlap; what is in flight is bounded in mails and bytes. */
  async #retrieve(session: PopSession, mails: readonly ListedMail[]): Promise<void> {
    const { inFlightMails, inFlightBytes } = this.dependencies.limits;
    const inFlight = new InFlight(inFlightMails, inFlightBytes, (error) => {
      this.#failure ??= error;
    });
    const held = new HeldBytes(session, inFlightBytes);
    const mayGoOn = () => this.#failure === null && this.dependencies.signal?.aborted !== true;
    for (const mail of mails) {
      await inFlight.room(mail.size);
      if (!mayGoOn()) break;
      inFlight.start(this.#collect(session, mail, held), mail.size);
      const group = this.#taken.ask(mail);
      if (group === null) continue;
      await inFlight.room(0);
      inFlight.start(this.#verify(session, group), 0);
    }
    await inFlight.settled();
  }

  /**
   * Asks something whose answer is known. Another one shows that replies no longer belong to their commands, and so
   * that mails may have been taken for others.
   */
  async #verify(session: PopSession, groups?: number): Promise<void> {
    if (this.#taken.isEmpty) return;
    const maildrop = await session.stat();
    if (maildrop !== this.#maildropBefore) {
      throw new PopError('protocol', 'replies no longer belong to their commands', { verb: 'STAT' });
    }
    this.#taken.verified(groups);
  }

  async #collect(session: PopSession, mail: ListedMail, held: HeldBytes): Promise<void> {
    const { observer, signal } = this.dependencies;
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
    const { length } = bytes;
    held.take(length);
    try {
      await this.#takeIn(mail, bytes);
    } finally {
      held.release(length);
    }
  }

  /**
   * The connection was lost over the mail that was due: it may be why, and would be again in every session. Blamed by
   * mistake, it only waits a little.
   */
  #blameFor(error: PopError): void {
    const [due] = this.#asked;
    if (due === undefined || this.#failure !== null || error.kind === 'aborted') return;
    this.#failure = error;
    this.#recordFailure(due, error);
  }

  async #takeIn(mail: ListedMail, bytes: Buffer): Promise<void> {
    const { intake, memory, observer, clock } = this.dependencies;
    this.#unacknowledged += 1;
    const comparison = memory.listedSizes.compare(mail, bytes);
    const isShort = comparison === 'short';
    const handedOver = bytes.length;
    // A mailbox whose mails stay loses nothing by a mail that is taken in too early: it is retrieved again.
    if (isShort && (this.mailbox.after === 'delete' || memory.listedSizes.areExact || handedOver === 0)) {
      this.#taken.distrust();
      this.#recordFailure(mail, new ShorterThanListedError(mail.size, handedOver));
      return;
    }
    const isMail = hasHeader(bytes);
    let result;
    try {
      const source = { mailbox: this.mailbox.name, uidl: mail.uidl, receivedAt: clock() };
      result = await intake.receive(new OwnedBytes(bytes, true), source);
    } catch (error) {
      if (error instanceof EventStoreUnavailableError) throw error;
      this.#recordFailure(mail, error);
      return;
    }
    this.#unacknowledged -= 1;
    this.#count(result.mailId, !result.alreadyKnown);
    if (isShort) this.#short.set(mail, new ShorterThanListedError(mail.size, handedOver));
    const stays = staysUntilMs(this.mailbox, result.receivedAt, clock());
    if (isMail) this.#taken.take(mail, { mailId: result.mailId, staysUntilMs: stays }, comparison === 'agrees');
    else this.#setAside(mail, new NoHeaderError());
    if (!result.alreadyKnown && this.#seenBefore.has(mail)) observer.uidlGivenAgain?.(mail);
    observer.acknowledged?.(mail, result);
  }

  /**
   * At the end, however it came: remembers what is in the ledger, and sets aside what may be something else than was
   * listed.
   */
  #settle(): void {
    const { memory } = this.dependencies;
    for (const { mail } of this.#taken.doubtful()) this.#setAside(mail, new OtherContentError());
    for (const { mail, mailId, staysUntilMs } of this.#taken.trusted()) {
      const doubt = memory.listedSizes.areExact ? this.#short.get(mail) : undefined;
      if (doubt !== undefined) {
        this.#setAside(mail, doubt);
        continue;
      }
      memory.failures.forget(mail);
      if (this.#uidlsAreUnique && !this.#deleted.has(mail)) memory.acknowledge(mail, { mailId, staysUntilMs });
    }
  }

  /** The mail was taken in, and counted so; it is not deleted, and it is retrieved again. */
  #setAside(mail: ListedMail, why: Error): void {
    const { memory, observer, clock } = this.dependencies;
    observer.failed?.(memory.failures.fail(mail, describeError(why), clock()));
  }

  #recordFailure(mail: ListedMail, error: unknown): void {
    const { memory, observer, clock } = this.dependencies;
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

  async #listAgain(): Promise<Listing> {
    const session = await this.#open();
    try {
      return await session.list({ first: 0, maxMails: 0 });
    } finally {
      session.drop();
    }
  }
}
