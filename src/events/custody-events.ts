import type { Described } from './described.js';

/** What a collection session did with the mails that the server listed. */
export interface CustodyCounts {
  readonly listed: number;
  readonly appended: number;
  readonly alreadyKnown: number;
  readonly parked: number;
  readonly notReached: number;
  readonly deleted: number;
  readonly left: number;
}

/** Stream `custody-<mailbox>`. listed = appended + alreadyKnown + parked + notReached = deleted + left. */
type CollectionCompleted = Described<
  'CollectionCompleted',
  {
    readonly mailbox: string;
    readonly startedAt: string;
    readonly completedAt: string;
    /** Why the session ended early, by the error's code; null when it ran to QUIT's +OK. */
    readonly error: string | null;
  } & CustodyCounts
>;

/** A mail that could not be taken in, and is still on the server. */
export interface RetrievalFailure {
  /** Unique id; null where the server gives none. */
  readonly uidl: string | null;
  /** Message number in the session, where there is no unique id; null where there is one. */
  readonly number: number | null;
  /** Bytes, as the server lists them. */
  readonly size: number;
  /** Tries in a row that failed; 0 where it is too large to be tried. */
  readonly tries: number;
  /** Not tried again in every session: it failed too often, or is too large. */
  readonly parked: boolean;
  /** Why, by the error's code. */
  readonly error: string;
  /** Why, in words; never a secret. */
  readonly message: string;
  /** ISO 8601, UTC; null where it is too large to be tried. */
  readonly lastTriedAt: string | null;
  readonly nextTryAt: string | null;
}

/**
 * Stream `custody-<mailbox>`, after the CollectionCompleted of the session: the mails that failed and are still in the
 * mailbox. It replaces the list recorded before, and is written when the list changes. Before 0.1.0 its type was
 * `MailsLeftAside`.
 */
type RetrievalFailuresRecorded = Described<
  'RetrievalFailuresRecorded',
  {
    readonly mailbox: string;
    /** The first hundred, those that failed earliest first. */
    readonly mails: readonly RetrievalFailure[];
    /** All of them. */
    readonly total: number;
  }
>;

/** What collection sessions did: streams `custody-…`. */
export type CustodyEvent = CollectionCompleted | RetrievalFailuresRecorded;
