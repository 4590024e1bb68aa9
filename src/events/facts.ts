import type { SmtpStep } from './smtp-step.js';

/**
 * What a mail turned out to be. `malformed` and `too-large`: no report was found before the parser's limits ended the
 * reading.
 */
export const MAIL_KINDS = [
  'bounce',
  'delay',
  'complaint',
  'auto-reply',
  'challenge',
  'delivery-notice',
  'read-receipt',
  'not-a-report',
  'not-understood',
  'malformed',
  'too-large',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** RFC 3463 class of the failure: 5 is permanent, 4 transient. Null where the mail tells neither. */
export type Permanence = 'permanent' | 'transient';

/** Where `occurredAt` was read. `recorded-at`: the mail names no usable time, or one in the future. */
export type OccurredAtSource = 'last-attempt-date' | 'received' | 'date' | 'arrival-date' | 'recorded-at';

/** What ties a report to the message it reports on. Everything verbatim, capped at 1 kB each. */
export interface CorrelationKeys {
  /**
   * The address that the report was delivered to (Delivered-To, X-Original-To, Envelope-To, To), BATV and SRS
   * unwrapped.
   */
  readonly verpAddress: string | null;
  /** What stands between the first `+` (or `-`) and the `@` of verpAddress. */
  readonly verpToken: string | null;
  /** RFC 3464 Original-Envelope-Id. */
  readonly envelopeId: string | null;
  /** Configured headers of the returned message, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * How a fact was read, the surest first: in a field made for it, in a reply that the report quotes out of the SMTP
 * session, in words written for people, or concluded from something else (whom the returned message went to, a mere
 * mention).
 */
export type ReadFrom = 'field' | 'transcript' | 'words' | 'guess';

/**
 * What a report says of one recipient's failed or delayed delivery. Only what the mail says: no verdict of ours.
 * Optional are the facts that interpreters before version 2 did not read.
 */
export interface DeliveryFacts {
  /** RFC 3464 Final-Recipient, as reported; null where the mail names none. */
  readonly recipient: string | null;
  /** RFC 3464 Original-Recipient, as reported. */
  readonly originalRecipient: string | null;
  readonly action: 'failed' | 'delayed';
  /** The Action field verbatim; null where there is none. */
  readonly statedAction: string | null;
  /** Enhanced status code (RFC 3463) in the remote server's own text, else the stated one. */
  readonly status: string | null;
  /** The Status field verbatim. */
  readonly statedStatus: string | null;
  /** SMTP reply code (RFC 5321) of the remote server, 400–599. */
  readonly smtpCode: number | null;
  readonly permanence: Permanence | null;
  /** The remote server's words, decoded to readable text, white space folded. */
  readonly diagnostic: string | null;
  readonly reportingMta: string | null;
  readonly remoteMta: string | null;
  /** ISO 8601, UTC. */
  readonly arrivalDate: string | null;
  /** ISO 8601, UTC. */
  readonly lastAttemptDate: string | null;
  /** Message-ID of the returned message, angle brackets included. */
  readonly originalMessageId: string | null;
  /** Set where a person forwards the report: anybody can write one, so it never counts as verified. */
  readonly forwarded?: true;
  /** The step of the SMTP session that was refused; left out where the mail does not tell. */
  readonly inReplyTo?: SmtpStep;
  /**
   * The names that the diagnostic holds of the sending side, in small letters: addresses, hosts, domains and IP
   * addresses that the mail gives as the sender's. Left out where it holds none. What is the recipient's as well is not
   * among them.
   */
  readonly senderNames?: readonly string[];
  /** How the recipient and the status (or, without one, the reply code) were read. */
  readonly readFrom?: { readonly recipient: ReadFrom; readonly status: ReadFrom };
}

/** RFC 5965 feedback, or a feedback loop that does not follow it. */
export interface ComplaintFacts {
  readonly recipient: string | null;
  /** abuse, fraud, virus, other, … */
  readonly feedbackType: string;
  readonly sourceIp: string | null;
  readonly reportingMta: string | null;
  /** ISO 8601, UTC. */
  readonly arrivalDate: string | null;
  readonly originalMessageId: string | null;
}
