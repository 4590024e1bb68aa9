import type { LedgerEventOf, MailLeftAside } from '../../events/index.js';
import type { CollectionError } from './collection-report.js';
import { restMs, TRIES_BEFORE_PARKING } from './parking.js';
import type { ListedMail } from '../pop3/listing.js';

/** One event stays far below what one append may hold. */
const MOST_NAMED = 100;
const MOST_MESSAGE_LENGTH = 300;

/** What is left aside in a mailbox, as it is recorded. */
export type LeftAside = Pick<LedgerEventOf<'MailsLeftAside'>['data'], 'mails' | 'total'>;

export const NOTHING_LEFT_ASIDE: LeftAside = { mails: [], total: 0 };

/** The mails of a mailbox that failed and are still there, with what became of each try. */
export class MailsLeftAside {
  readonly #failed = new Map<string, MailLeftAside>();
  #tooLarge: readonly MailLeftAside[] = [];

  /** Goes on from what was recorded. What has failed in this process is known better. */
  recover(mails: readonly MailLeftAside[]): void {
    for (const mail of mails) {
      const key = keyOf(mail);
      if (mail.tries > 0 && !this.#failed.has(key)) this.#failed.set(key, mail);
    }
  }

  /** Counts one more failure of a mail. */
  fail(mail: ListedMail, { code, message }: Pick<CollectionError, 'code' | 'message'>, now: Date): MailLeftAside {
    const key = keyOf(mail);
    const tries = (this.#failed.get(key)?.tries ?? 0) + 1;
    const failed: MailLeftAside = {
      ...named(mail),
      tries,
      parked: tries >= TRIES_BEFORE_PARKING,
      error: code,
      message: message.slice(0, MOST_MESSAGE_LENGTH),
      lastTriedAt: now.toISOString(),
      nextTryAt: new Date(now.getTime() + restMs(tries)).toISOString(),
    };
    this.#failed.set(key, failed);
    return failed;
  }

  failureOf(mail: ListedMail): MailLeftAside | null {
    return this.#failed.get(keyOf(mail)) ?? null;
  }

  /** The mail was taken in. */
  forget(mail: ListedMail): void {
    this.#failed.delete(keyOf(mail));
  }

  /** What a session found: mails that failed and are not listed are forgotten, those that are too large take the place of those before. */
  found(listed: readonly ListedMail[], tooLarge: readonly ListedMail[], maxMailBytes: number): void {
    const keys = new Set(listed.map(keyOf));
    for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
    const message = `larger than maxMailBytes, which is ${maxMailBytes}`;
    const untried = { tries: 0, parked: true, error: 'too-large', message, lastTriedAt: null, nextTryAt: null };
    this.#tooLarge = tooLarge.map((mail) => ({ ...named(mail), ...untried }));
  }

  current(): LeftAside {
    const all = [...this.#failed.values(), ...this.#tooLarge];
    return { mails: all.slice(0, MOST_NAMED), total: all.length };
  }
}

function named({ uidl, number, size }: ListedMail): Pick<MailLeftAside, 'uidl' | 'number' | 'size'> {
  return { uidl, number: uidl === null ? number : null, size };
}

/** Without a unique id the place in the listing has to do: a mistake only delays a mail. */
function keyOf({ uidl, number, size }: Pick<MailLeftAside, 'uidl' | 'number' | 'size'>): string {
  return uidl === null ? `#${number} ${size}` : `${uidl} ${size}`;
}
