import { PopError } from './pop-error.js';

/** One mail, as LIST and UIDL announce it. */
export interface ListedMail {
  /** Message number of this session. */
  readonly number: number;
  /** Bytes, as the server reckons them: RFC 1939 wants them exact, servers often are not. */
  readonly size: number;
  /** Unique id, where the server gives one (RFC 1939, section 7). */
  readonly uidl: string | null;
}

export interface Listing {
  /** By message number. */
  readonly mails: readonly ListedMail[];
  /** Every mail has a unique id and no two have the same: what RFC 1939 promises and some servers do not keep. */
  readonly uidlsAreUnique: boolean;
}

type Lines = readonly (readonly string[])[];

const NUMBER = /^[1-9][0-9]{0,9}$/;
const SIZE = /^[0-9]{1,15}$/;
/** RFC 1939 allows 70; a few servers give more. */
const MAX_UIDL_LENGTH = 255;

/**
 * Joins LIST and UIDL. LIST says which mails there are.
 * @param uidl null when the server does not know UIDL
 * @throws PopError (`protocol`) when a line is not what RFC 1939 says, or a number comes twice
 */
export function readListing(list: Lines, uidl: Lines | null): Listing {
  const sizes = byNumber('LIST', list, (size) => (SIZE.test(size) ? Number(size) : null));
  const ids = byNumber('UIDL', uidl ?? [], (id) => (id.length <= MAX_UIDL_LENGTH ? id : null));
  const mails = [...sizes]
    .map(([number, size]) => ({ number, size, uidl: ids.get(number) ?? null }))
    .sort((a, b) => a.number - b.number);
  const distinct = new Set(mails.flatMap((mail) => mail.uidl ?? []));
  return { mails, uidlsAreUnique: distinct.size === mails.length };
}

function byNumber<T>(verb: string, lines: Lines, read: (word: string) => T | null): Map<number, T> {
  const values = new Map<number, T>();
  for (const [number = '', word = ''] of lines) {
    const value = NUMBER.test(number) && word !== '' ? read(word) : null;
    if (value === null) throw new PopError('protocol', 'a line that is not a number and a value', { verb });
    if (values.has(Number(number))) throw new PopError('protocol', `mail ${number} is listed twice`, { verb });
    values.set(Number(number), value);
  }
  return values;
}
