import type { ListedMail, Listing, ListingPart } from './listing.js';
import { ListingLines } from './listing-lines.js';
import { PopError } from './pop-error.js';
import { UniqueIds } from './unique-ids.js';

const MAX_SIZE_DIGITS = 15;
const ZERO = 0x30;
const NINE = 0x39;
/** RFC 1939 allows 70; a few servers give more. */
const MAX_UIDL_BYTES = 255;

interface Held {
  readonly size: number;
  uidl: string | null;
}

/**
 * Joins LIST and UIDL as they come, first LIST, which says which mails there are. Of the mails that are not held, only
 * the number, the bytes and the hash of the unique id are kept.
 */
export class ListingReader {
  readonly #sizes = new ListingLines('LIST', (number, bytes, from, to) => {
    this.#takeSize(number, sizeIn(bytes, from, to));
  });
  readonly #ids = new ListingLines('UIDL', (number, bytes, from, to) => {
    this.#takeId(number, bytes, from, to);
  });
  /** By message number: those from the first place of the part on, and those before it. */
  readonly #fromFirst = new Map<number, Held>();
  readonly #beforeFirst = new Map<number, Held>();
  #total = 0;
  #bytes = 0;
  #uidls = new UniqueIds(0);
  #idLines = 0;

  constructor(private readonly part: ListingPart) {}

  /**
   * Takes a piece of the reply to LIST. @throws PopError (`protocol`) when a line is not what RFC 1939 says, or a
   * number comes twice
   */
  readonly sizes = (chunk: Buffer): void => {
    this.#sizes.push(chunk);
  };

  /** The reply to LIST is complete. @throws PopError as {@link sizes} */
  endSizes(): void {
    this.#sizes.end();
    let room = this.part.maxMails - this.#fromFirst.size;
    for (const number of this.#beforeFirst.keys()) {
      if (room <= 0) this.#beforeFirst.delete(number);
      room -= 1;
    }
    this.#uidls = new UniqueIds(this.#total);
  }

  /** Takes a piece of the reply to UIDL, where the server knows it. @throws PopError as {@link sizes} */
  readonly ids = (chunk: Buffer): void => {
    this.#ids.push(chunk);
  };

  /** Both replies are complete. @throws PopError as {@link sizes} */
  end(): Listing {
    this.#ids.end();
    const [after, before] = [mailsOf(this.#fromFirst), mailsOf(this.#beforeFirst)];
    const mails = [...after, ...before];
    const isWhole = mails.length === this.#total;
    if (isWhole) mails.sort(byNumber);
    const allHaveIds = this.#idLines >= this.#total && mails.every(({ uidl }) => uidl !== null);
    return {
      total: this.#total,
      bytes: this.#bytes,
      first: isWhole || after.length === 0 ? 0 : this.part.first,
      mails,
      uidlsAreUnique: allHaveIds && this.#uidls.areDistinct,
      uidls: this.#uidls,
    };
  }

  #takeSize(number: number, size: number): void {
    if (this.#fromFirst.has(number) || this.#beforeFirst.has(number)) throw listedTwice('LIST', number);
    const mails = this.#total < this.part.first ? this.#beforeFirst : this.#fromFirst;
    if (mails.size < this.part.maxMails) mails.set(number, { size, uidl: null });
    this.#total += 1;
    this.#bytes += size;
  }

  #takeId(number: number, bytes: Buffer, from: number, to: number): void {
    if (to - from > MAX_UIDL_BYTES) {
      throw new PopError('protocol', 'a line that is not a number and a value', { verb: 'UIDL' });
    }
    this.#idLines += 1;
    const mail = this.#fromFirst.get(number) ?? this.#beforeFirst.get(number);
    if (mail !== undefined) {
      if (mail.uidl !== null) throw listedTwice('UIDL', number);
      mail.uidl = bytes.toString('utf8', from, to);
    }
    this.#uidls.add(bytes, from, to);
  }
}

function mailsOf(held: ReadonlyMap<number, Held>): ListedMail[] {
  return [...held].map(([number, { size, uidl }]) => ({ number, size, uidl })).sort(byNumber);
}

function byNumber(a: ListedMail, b: ListedMail): number {
  return a.number - b.number;
}

function sizeIn(bytes: Buffer, from: number, to: number): number {
  let size = 0;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at] ?? 0;
    if (digit < ZERO || digit > NINE || to - from > MAX_SIZE_DIGITS) {
      throw new PopError('protocol', 'a line that is not a number and a value', { verb: 'LIST' });
    }
    size = size * 10 + digit - ZERO;
  }
  return size;
}

function listedTwice(verb: string, number: number): PopError {
  return new PopError('protocol', `mail ${number} is listed twice`, { verb });
}
