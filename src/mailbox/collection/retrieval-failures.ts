import type { LedgerEventOf, RetrievalFailure } from '../../events/index.js';
import type { CollectionError } from './collection-report.js';
import { retryDelayMs, TRIES_BEFORE_PARKING } from './parking.js';
import type { ListedMail, Listing } from '../pop3/listing.js';

/** One event stays far below what one append may hold. */
const MAX_NAMED = 100;
const MAX_MESSAGE_LENGTH = 300;

/** The mails of a mailbox that failed, as they are recorded. */
export type RecordedFailures = Pick<LedgerEventOf<'RetrievalFailuresRecorded'>['data'], 'mails' | 'total'>;

export const NO_RETRIEVAL_FAILURES: RecordedFailures = { mails: [], total: 0 };

/** What of a listing says which failures are over. */
type ListedFailures = Pick<Listing, 'mails' | 'total' | 'uidls'>;

/** The mails of a mailbox that failed and are still there, with what became of each try. */
export class RetrievalFailures {
  readonly #failed = new Map<string, RetrievalFailure>();
  #tooLarge: readonly RetrievalFailure[] = [];

  /** Goes on from what was recorded. What has failed in this process is known better. */
  recover(mails: readonly RetrievalFailure[]): void {
    for (const mail of mails) {
      const key = keyOf(mail);
      if (mail.tries > 0 && !this.#failed.has(key)) this.#failed.set(key, mail);
    }
  }

  /** Counts one more failure of a mail. */
  fail(mail: ListedMail, { code, message }: Pick<CollectionError, 'code' | 'message'>, now: Date): RetrievalFailure {
    const key = keyOf(mail);
    const tries = (this.#failed.get(key)?.tries ?? 0) + 1;
    const failed: RetrievalFailure = {
      ...named(mail),
      tries,
      parked: tries >= TRIES_BEFORE_PARKING,
      error: code,
      message: message.slice(0, MAX_MESSAGE_LENGTH),
      lastTriedAt: now.toISOString(),
      nextTryAt: new Date(now.getTime() + retryDelayMs(tries)).toISOString(),
    };
    this.#failed.set(key, failed);
    return failed;
  }

  failureOf(mail: ListedMail): RetrievalFailure | null {
    return this.#failed.get(keyOf(mail)) ?? null;
  }

  /** The mail was taken in. */
  forget(mail: ListedMail): void {
    this.#failed.delete(keyOf(mail));
  }

  /**
   * What a session found: mails that failed and are not listed are forgotten, those that are too large take the place
   * of those before.
   */
  found(listing: ListedFailures, tooLarge: readonly ListedMail[], maxMailBytes: number): void {
    const keys = new Set(listing.mails.map(keyOf));
    const isWhole = listing.mails.length === listing.total;
    for (const [key, failure] of this.#failed) {
      if (!keys.has(key) && (isWhole || !mayBeBeyond(listing, failure))) this.#failed.delete(key);
    }
    const message = `larger than maxMailBytes, which is ${maxMailBytes}`;
    const untried = { tries: 0, parked: true, error: 'too-large', message, lastTriedAt: null, nextTryAt: null };
    this.#tooLarge = tooLarge.map((mail) => ({ ...named(mail), ...untried }));
  }

  current(): RecordedFailures {
    const all = [...this.#failed.values(), ...this.#tooLarge];
    return { mails: all.slice(0, MAX_NAMED), total: all.length };
  }
}

/**
 * Of mails that are listed and not held, only whether their unique id, or else their number, is among those of all is
 * known.
 */
function mayBeBeyond({ total, uidls }: ListedFailures, { uidl, number }: RetrievalFailure): boolean {
  return uidl === null ? (number ?? 0) <= total : uidls.has(uidl);
}

function named({ uidl, number, size }: ListedMail): Pick<RetrievalFailure, 'uidl' | 'number' | 'size'> {
  return { uidl, number: uidl === null ? number : null, size };
}

/** Without a unique id the place in the listing has to do: a mistake only delays a mail. */
function keyOf({ uidl, number, size }: Pick<RetrievalFailure, 'uidl' | 'number' | 'size'>): string {
  return uidl === null ? `#${number} ${size}` : `${uidl} ${size}`;
}
