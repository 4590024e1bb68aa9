import type { UniqueIds } from './unique-ids.js';

/** One mail, as LIST and UIDL announce it. */
export interface ListedMail {
  /** Message number of this session. */
  readonly number: number;
  /** Bytes, as the server reckons them: RFC 1939 wants them exact, servers often are not. */
  readonly size: number;
  /** Unique id, where the server gives one (RFC 1939, section 7). */
  readonly uidl: string | null;
}

/** Which mails of a listing one session holds: memory is bounded, whatever a server lists. */
export interface ListingPart {
  /** Place in the listing, from 0, of the first mail that is held; those before it follow where there is room. */
  readonly first: number;
  readonly maxMails: number;
}

/** Of a mailbox of ordinary size, all. */
export const DEFAULT_LISTING_PART: ListingPart = { first: 0, maxMails: 100_000 };

export interface Listing {
  /** All mails that the server lists. */
  readonly total: number;
  /** The bytes of all, as listed. */
  readonly bytes: number;
  /** Place in the listing of the first that is held; 0 where all are. */
  readonly first: number;
  /**
   * Those that are held: all, by message number, where there is room; else from {@link first} on, and behind the last
   * of the listing its first ones.
   */
  readonly mails: readonly ListedMail[];
  /** Every mail has a unique id and no two have the same: what RFC 1939 promises and some servers do not keep. */
  readonly uidlsAreUnique: boolean;
  /** The unique ids of all mails, held or not. */
  readonly uidls: UniqueIds;
}
