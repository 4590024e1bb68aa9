import type { CorrelationKeys, DeliveryFacts, MailKind, OccurredAtSource, ComplaintFacts } from '../events/index.js';

/** Raised whenever the same bytes may be read differently than before. */
export const INTERPRETER_VERSION = 2;

/** Bounds of one reading. Past a bound the rest is left unread; what was read so far still counts. */
export interface InterpretationLimits {
  /** Bytes of the mail that are looked at. Default: 32 MiB. */
  readonly maxMailBytes: number;
  /** MIME parts, multiparts counted. Default: 500. */
  readonly maxParts: number;
  /** Levels of multiparts inside each other. Default: 20. */
  readonly maxDepth: number;
  /** Header bytes of one part. Default: 256 KiB. The mail's own header is read so far, and its body after it. */
  readonly maxHeaderBytes: number;
  /** Decoded bytes of one text or report part. Default: 1 MiB. */
  readonly maxTextBytes: number;
  /** Recipients, or complaints, of one report. Default: 1,000. */
  readonly maxRecipients: number;
}

export interface InterpretationOptions {
  readonly limits?: Partial<InterpretationLimits>;
  /** Further headers of the returned message kept as correlation keys, besides the built-in ones. */
  readonly correlationHeaders?: readonly string[];
}

export interface OccurrenceRead {
  /** ISO 8601, UTC, as the mail says: not yet held against the clock. */
  readonly at: string;
  readonly source: Exclude<OccurredAtSource, 'recorded-at'>;
}

/**
 * One recipient's failed or delayed delivery, with the time that the mail gives it.
 *
 * `recipient` (the `address` of `interpret --json`) is as reported: address type and angle brackets left off, letters
 * as they stand. Where a server reports the name of a local mailbox as Final-Recipient and an address as
 * Original-Recipient, it is that address. It is null for a report that names nobody. `action` is what happened,
 * `statedAction` what the report calls it: OpenSMTPD and nullmailer call the notice that they gave up `delayed`.
 * `diagnostic` is one line of at most 1,000 bytes of UTF-8; where the fields of a report hold no reply, it is what its
 * text says about the recipient.
 */
export interface RecipientReading extends DeliveryFacts {
  readonly occurred: OccurrenceRead | null;
}

export interface ComplaintReading extends ComplaintFacts {
  readonly occurred: OccurrenceRead | null;
}

/** What the bytes of one mail say. Deterministic: the same bytes and options give the same reading. */
export interface Interpretation {
  readonly kind: MailKind;
  /**
   * Name of the format family that read it (a file of families/), e.g. `rfc3464`, `generic-text`, `arf`; `none`: no
   * family did.
   */
  readonly family: string;
  readonly interpreterVersion: number;
  /** Why the mail is not a report, in words; null for reports. */
  readonly setAsideReason: string | null;
  /** Bounds that cut the reading short, e.g. `maxParts`. */
  readonly limitsReached: readonly (keyof InterpretationLimits)[];
  /** The mail's own header fields, decoded and capped, for people who search. */
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  /**
   * When our own server took the mail, by its topmost Received (RFC 5321, 4.4): ISO 8601, UTC. Null where it tells
   * none.
   */
  readonly deliveredAt: string | null;
  /** Message-ID of the returned message, angle brackets included. */
  readonly originalMessageId: string | null;
  readonly reportingMta: string | null;
  readonly keys: CorrelationKeys;
  /**
   * Failed and delayed recipients in the report's order; empty unless kind is bounce or delay (or a bounce that names
   * nobody).
   */
  readonly recipients: readonly RecipientReading[];
  /** Feedback reports, one for each complaining recipient; empty unless kind is complaint. */
  readonly complaints: readonly ComplaintReading[];
}
