import { DEFAULT_LISTING_PART } from '../pop3/listing.js';
import { DEFAULT_POP_LIMITS, type PopLimits } from '../pop3/pop-limits.js';

export interface CollectionLimits {
  readonly pop: PopLimits;
  /** Mails of a listing that one session looks at: what is beyond is counted, and has its turn in later sessions. */
  readonly maxListedMails: number;
  /** Mails that one session retrieves: a larger mailbox is emptied in several. */
  readonly maxMails: number;
  /** Bytes that one session retrieves, as listed: lest many large mails outlast the time that a session has. */
  readonly maxBytes: number;
  /** Mails asked for and not yet in the ledger: the more there are, the more share one commit of the event store. */
  readonly inFlightMails: number;
  /** Their bytes, as listed. Bytes that came and are not yet in the ledger are bounded by the same. */
  readonly inFlightBytes: number;
  /** Time that a session has to end in good order once it was asked to stop. */
  readonly stopGraceMs: number;
}

export const DEFAULT_COLLECTION_LIMITS: CollectionLimits = {
  pop: DEFAULT_POP_LIMITS,
  maxListedMails: DEFAULT_LISTING_PART.maxMails,
  maxMails: 20_000,
  maxBytes: 4 * 1024 * 1024 * 1024,
  inFlightMails: 512,
  inFlightBytes: 32 * 1024 * 1024,
  stopGraceMs: 5_000,
};
