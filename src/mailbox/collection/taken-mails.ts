import type { MailId } from '../../events/index.js';
import type { ListedMail } from '../pop3/listing.js';
import type { Remembered } from './mailbox-memory.js';

/** Retrieved mails between two checks that replies and commands still belong together. */
const GROUP_MAILS = 256;

/** A retrieved mail that is in the ledger. */
export interface Taken extends Remembered {
  readonly mail: ListedMail;
  /** It has the size that was listed. */
  readonly agrees: boolean;
  readonly group: number;
}

/**
 * The listed mails that a session found in the ledger, and which of them can be trusted to be what was listed.
 *
 * A reply is taken for the mail that was asked for because it is the next one; a server that does not stuff dots, or a
 * mail that exploits it, shifts them. So what was acknowledged counts only once a later check of the same connection
 * has shown that replies and commands still belong together. And a mail of another size than listed, or with the
 * content of another listed mail, may be something else: it counts only once it was retrieved again, with the same
 * content.
 */
export class TakenMails {
  readonly #taken: Taken[] = [];
  readonly #known: ListedMail[] = [];
  readonly #asked = new Map<ListedMail, number>();
  readonly #byContent = new Map<MailId, number>();
  readonly #confirmed = new Set<ListedMail>();
  #verifiedGroups = 0;
  #isDistrusted = false;

  /** @param mayDelete whether the session deletes mails: only then a doubt matters */
  constructor(private readonly mayDelete: boolean) {}

  /** @returns the group of mails that is complete with this one, to be verified; null within a group */
  ask(mail: ListedMail): number | null {
    const place = this.#asked.size;
    this.#asked.set(mail, Math.floor(place / GROUP_MAILS));
    return (place + 1) % GROUP_MAILS === 0 ? (place + 1) / GROUP_MAILS : null;
  }

  /** Replies and commands belong together as far as the first groups. */
  verified(groups = Infinity): void {
    this.#verifiedGroups = Math.max(this.#verifiedGroups, groups);
  }

  get isEmpty(): boolean {
    return this.#asked.size === 0;
  }

  /** The mail was retrieved, and is in the ledger. */
  take(mail: ListedMail, { mailId, staysUntilMs }: Remembered, agrees: boolean): void {
    this.#taken.push({ mail, mailId, staysUntilMs, agrees, group: this.#asked.get(mail) ?? 0 });
    this.#count(mailId);
  }

  /** An earlier session took the mail: it may be deleted now. */
  recall(mail: ListedMail, mailId: MailId | null): void {
    this.#known.push(mail);
    if (mailId !== null) this.#count(mailId);
  }

  /** Retrieved mails that are what was listed, as far as this connection shows. */
  trusted(): readonly Taken[] {
    return this.#taken.filter((taken) => taken.group < this.#verifiedGroups && !this.#isDoubtful(taken));
  }

  /**
   * Retrieved mails of another size than listed, or with the content of another listed mail, that were not confirmed.
   */
  doubtful(): readonly Taken[] {
    return this.#taken.filter((taken) => this.#isDoubtful(taken));
  }

  /** The server handed over something wrong: whatever else it did in this session counts only once it was confirmed. */
  distrust(): void {
    this.#isDistrusted = true;
  }

  /** The mail was retrieved again, with the same content. */
  confirm(mail: ListedMail): void {
    this.#confirmed.add(mail);
  }

  /** What may be deleted in this session. */
  deletable(): readonly ListedMail[] {
    const trusted = this.trusted().filter(({ staysUntilMs }) => staysUntilMs === null);
    return [...this.#known, ...trusted.map(({ mail }) => mail)];
  }

  #count(mailId: MailId): void {
    this.#byContent.set(mailId, (this.#byContent.get(mailId) ?? 0) + 1);
  }

  #isDoubtful({ mail, mailId, agrees }: Taken): boolean {
    const isRepeated = (this.#byContent.get(mailId) ?? 0) > 1;
    const isDoubtful = this.#isDistrusted || isRepeated || !agrees;
    return this.mayDelete && isDoubtful && !this.#confirmed.has(mail);
  }
}
