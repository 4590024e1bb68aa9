import type { ComplaintFacts, CorrelationKeys, DeliveryFacts, MailKind, OccurredAtSource } from './facts.js';
import type { BounceId, MailId, RawDigest } from './types.js';
import type { Verdict } from './verdict.js';

/** Metadata of every event. Times are ISO 8601, UTC. */
export interface EventMetadata {
  readonly schemaVersion: 1;
  /** When this service learnt it. */
  readonly recordedAt: string;
  /** One id for everything that came of one mail, request or session. */
  readonly correlationId: string;
  readonly causationId?: string;
  /** Who asked for it, where a person or a client did. */
  readonly actor?: string;
}

interface Described<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}

/** Stream `ledger`: the first event of every ledger. */
export type LedgerCreated = Described<
  'LedgerCreated',
  {
    readonly ledgerId: string;
    /** SHA-256 (hex) over a constant of ours and the secret: tells another secret without telling this one. */
    readonly secretFingerprint: string;
    readonly normaliserVersion: 1;
  }
>;

/** Stream `evidence-<rawDigest>`: chunk n of the mail's bytes at revision n. */
export type EvidenceStored = Described<
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
export type BounceReceived = Described<
  'BounceReceived',
  { readonly bounceId: BounceId; readonly mailId: MailId; readonly keys: CorrelationKeys } & DeliveryFacts &
    Occurrence &
    ReadBy
>;

export type BounceClassified = Described<
  'BounceClassified',
  { readonly bounceId: BounceId; readonly mailId: MailId; readonly verdict: Verdict }
>;

/** Delivery is still being tried. */
export type DeliveryDelayed = Described<
  'DeliveryDelayed',
  { readonly mailId: MailId; readonly keys: CorrelationKeys } & DeliveryFacts & Occurrence & ReadBy
>;

export type ComplaintReceived = Described<
  'ComplaintReceived',
  { readonly mailId: MailId; readonly keys: CorrelationKeys } & ComplaintFacts & Occurrence & ReadBy
>;

/** No report was found in the mail: kept, counted, and read again when the interpreter learns. */
export type MailSetAside = Described<
  'MailSetAside',
  { readonly mailId: MailId; readonly kind: MailKind; readonly reason: string } & ReadBy
>;

/**
 * Stream `mail-<mailId>`: the evidence was read again, and says something else. The whole new set of what the mail tells follows in
 * the same append, as after MailReceived; the latest set counts. A bounce whose facts are what they were stands in it without a
 * verdict, and keeps the one that it has.
 */
export type MailReinterpreted = Described<
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

/** Stream `campaign-<id>`. */
export type CampaignRegistered = Described<
  'CampaignRegistered',
  { readonly campaignId: string; readonly purpose: 'bulk' | 'transactional'; readonly name: string | null }
>;

/** How many messages a batch held: for campaigns whose single sends are not registered. */
export type CampaignTotalsRecorded = Described<
  'CampaignTotalsRecorded',
  {
    readonly campaignId: string;
    readonly batchId: string;
    readonly sentAt: string;
    readonly sends: number;
    /** Per recipient domain, where the sender said so; the sum is `sends`. */
    readonly byDomain: Readonly<Record<string, number>> | null;
  }
>;

/** One registered send: no address and no Message-ID, only their keyed digests. */
export interface RegisteredSend {
  readonly recipientKey: string;
  /** Recipient's domain, for rates by domain. */
  readonly domain: string;
  /** HMAC-SHA-256 (hex) of the Message-ID without angle brackets, under the ledger's secret. */
  readonly messageIdKey: string | null;
  readonly sendId: string | null;
  readonly sentAt: string;
}

/**
 * Stream `sends-<batchId>`: part n of the batch at revision n, one append each, so that a batch of any size stays under the
 * append limit. The batch is complete, and counts, once its last part is in: an upload that broke off counts nothing until
 * the same batch is given again, which goes on where it stopped.
 */
export type SendsRecorded = Described<
  'SendsRecorded',
  {
    readonly batchId: string;
    readonly campaignId: string | null;
    /** From 0; the event's revision. */
    readonly part: number;
    readonly last: boolean;
    readonly sends: readonly RegisteredSend[];
  }
>;

/** Stream `recipient-<key>`: a person's decision, which no report overrides. */
export type RecipientSuppressed = Described<
  'RecipientSuppressed',
  { readonly recipientKey: string; readonly address: string; readonly reason: string; readonly actor: string }
>;
export type RecipientReleased = Described<
  'RecipientReleased',
  { readonly recipientKey: string; readonly address: string; readonly reason: string; readonly actor: string }
>;

/** Stream `ruleset`: version = revision + 1. */
export type RulesetPublished = Described<
  'RulesetPublished',
  {
    readonly version: number;
    /** The whole document as published (YAML). */
    readonly document: string;
    /** `defaults`: published at the first start. */
    readonly origin: 'defaults' | 'operator';
  }
>;

/** Stream `reclassification-<runId>`, revision 0: history is judged again. */
export type ReclassificationStarted = Described<
  'ReclassificationStarted',
  {
    /** Hex digest of the preview that was confirmed. */
    readonly runId: string;
    /** The ruleset that was in force at the preview. */
    readonly fromVersion: number;
    /** The ruleset by which history is judged. */
    readonly rulesetVersion: number;
  }
>;

/**
 * Stream `reclassification-<runId>`: a bounce is judged otherwise. In effect from the run's completion on; one that stands after
 * the completion corrects a straggler, and is in effect at once. In the order of the log.
 */
export type BounceReclassified = Described<
  'BounceReclassified',
  { readonly bounceId: BounceId; readonly from: Verdict; readonly to: Verdict }
>;

/** How far a run has come. A bounce and no position of the log: positions are others in another store. */
export interface ReclassificationReach {
  /** Bounces judged again so far. */
  readonly scanned: number;
  /** Of them, those judged otherwise. */
  readonly changed: number;
  /** The last of them in the order of the log; null where there was none. */
  readonly throughBounceId: BounceId | null;
}
export type ReclassificationProgressed = Described<'ReclassificationProgressed', ReclassificationReach>;

/** From here on the run's verdicts, and the policy of its ruleset, are in effect for all of history. */
export type ReclassificationCompleted = Described<
  'ReclassificationCompleted',
  { readonly rulesetVersion: number } & ReclassificationReach
>;

/** The run has changed nothing and never will. */
export type ReclassificationCancelled = Described<'ReclassificationCancelled', ReclassificationReach>;

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
export type CollectionCompleted = Described<
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
export interface MailLeftAside {
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
 * Stream `custody-<mailbox>`, behind the CollectionCompleted of the session: what is left aside in the mailbox from now on, in the
 * place of what was. Written when that changes.
 */
export type MailsLeftAside = Described<
  'MailsLeftAside',
  {
    readonly mailbox: string;
    /** The first hundred, those that failed earliest first. */
    readonly mails: readonly MailLeftAside[];
    /** All of them. */
    readonly total: number;
  }
>;

export type LedgerEvent =
  | LedgerCreated
  | EvidenceStored
  | MailReceived
  | BounceReceived
  | BounceClassified
  | DeliveryDelayed
  | ComplaintReceived
  | MailSetAside
  | MailReinterpreted
  | CampaignRegistered
  | CampaignTotalsRecorded
  | SendsRecorded
  | RecipientSuppressed
  | RecipientReleased
  | RulesetPublished
  | ReclassificationStarted
  | BounceReclassified
  | ReclassificationProgressed
  | ReclassificationCompleted
  | ReclassificationCancelled
  | CollectionCompleted
  | MailsLeftAside;

export type LedgerEventType = LedgerEvent['type'];
export type LedgerEventOf<T extends LedgerEventType> = Extract<LedgerEvent, { type: T }>;
