import type { Described } from './described.js';
import type { ComplaintFacts, CorrelationKeys, DeliveryFacts, MailKind, OccurredAtSource } from './facts.js';
import type { BounceId, MailId, RawDigest } from './types.js';
import type { Verdict } from './verdict.js';

/** Stream `evidence-<rawDigest>`: chunk n of the mail's bytes at revision n. */
type EvidenceStored = Described<
  'EvidenceStored',
  {
    readonly rawDigest: RawDigest;
    readonly chunk: number;
    readonly chunks: number;
    /** Bytes of this chunk before deflating. */
    readonly size: number;
    /** SHA-256 (hex) of this chunk's bytes before deflating. */
    readonly sha256: string;
    /** The chunk's bytes, raw-deflated (RFC 1951), base64. */
    readonly content: string;
  }
>;

/** When the thing that a report tells of happened, as far as the mail says. */
export interface Occurrence {
  /** ISO 8601, UTC; never later than recordedAt. */
  readonly occurredAt: string;
  readonly occurredAtSource: OccurredAtSource;
  /**
   * When the mail was delivered into the mailbox, by the topmost Received, which our own server wrote: ISO 8601, UTC.
   * Left out where there is none, where it has not come yet, and by interpreters before version 2.
   */
  readonly deliveredAt?: string;
}

/** Which reader of which version read the facts. */
export interface ReadBy {
  /** The format family that read it, e.g. `rfc3464`. */
  readonly family: string;
  readonly interpreterVersion: number;
}

/** What a mail is, before it is asked what it reports. */
interface MailNature {
  readonly kind: MailKind;
  /** The mail's own Message-ID: for people who search; no identity. */
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  /** The format family that read it, e.g. `rfc3464`. */
  readonly family: string;
  /** Bounds of the interpreter that cut the reading short, e.g. `maxParts`. */
  readonly limitsReached: readonly string[];
}

/** Stream `mail-<mailId>`, revision 0: a mail entered the ledger. */
export type MailReceived = Described<
  'MailReceived',
  {
    readonly mailId: MailId;
    /** Name of the configured mailbox; null for mails that came another way (files, HTTP). */
    readonly mailbox: string | null;
    readonly uidl: string | null;
    readonly rawDigest: RawDigest;
    /** Bytes of the mail as retrieved. */
    readonly size: number;
    readonly receivedAt: string;
  } & MailNature &
    ReadBy
>;

/** One recipient's failed delivery, as the mail tells it. */
type BounceReceived = Described<
  'BounceReceived',
  { readonly bounceId: BounceId; readonly mailId: MailId; readonly keys: CorrelationKeys } & DeliveryFacts &
    Occurrence &
    ReadBy
>;

type BounceClassified = Described<
  'BounceClassified',
  { readonly bounceId: BounceId; readonly mailId: MailId; readonly verdict: Verdict }
>;

/** Delivery is still being tried. */
type DeliveryDelayed = Described<
  'DeliveryDelayed',
  { readonly mailId: MailId; readonly keys: CorrelationKeys } & DeliveryFacts & Occurrence & ReadBy
>;

type ComplaintReceived = Described<
  'ComplaintReceived',
  { readonly mailId: MailId; readonly keys: CorrelationKeys } & ComplaintFacts & Occurrence & ReadBy
>;

/** No report was found in the mail: kept, counted, and read again when the interpreter learns. */
type MailSetAside = Described<
  'MailSetAside',
  { readonly mailId: MailId; readonly kind: MailKind; readonly reason: string } & ReadBy
>;

/**
 * Stream `mail-<mailId>`: the evidence was read again, and says something else. The whole new set of what the mail
 * tells follows in the same append, as after MailReceived; the latest set counts. A bounce whose facts are what they
 * were stands in it without a verdict, and keeps the one that it has.
 */
type MailReinterpreted = Described<
  'MailReinterpreted',
  {
    readonly mailId: MailId;
    /** Version of the interpreter that read it now. */
    readonly interpreter: number;
    /** Revision of the event that began the set which counts no longer. */
    readonly supersedes: number;
    /** Events that follow and are the new set. */
    readonly events: number;
  } & MailNature
>;

/** What becomes of a mail: streams `evidence-…` and `mail-…`. */
export type MailEvent =
  | EvidenceStored
  | MailReceived
  | BounceReceived
  | BounceClassified
  | DeliveryDelayed
  | ComplaintReceived
  | MailSetAside
  | MailReinterpreted;
