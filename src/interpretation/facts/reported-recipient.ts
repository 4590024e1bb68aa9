import type { ReadFrom, SmtpStep } from '../../events/index.js';

/** What a family reads of one recipient, as far as the report says it; values verbatim, not yet capped. */
export interface ReportedRecipient {
  readonly recipient: string | null;
  readonly originalRecipient?: string | null;
  readonly action: ReportedAction;
  /** The Action field verbatim; null where there is none. */
  readonly statedAction?: string | null;
  /** The Status field verbatim; null where there is none. */
  readonly statedStatus?: string | null;
  /** The refusal in the server's words. */
  readonly diagnostic?: string | null;
  readonly remoteMta?: string | null;
  readonly lastAttemptDate?: string | null;
  /** The step that was refused, where something besides the diagnostic tells it. */
  readonly inReplyTo?: SmtpStep | null;
  /** How the recipient was read; left out: in words written for people. */
  readonly recipientFrom?: ReadFrom;
  /** How the diagnostic was read; left out: in words written for people. */
  readonly diagnosticFrom?: ReadFrom;
}

/** RFC 3464 section 2.3.3; `delivered` stands for relayed and expanded too: nothing failed. */
export type ReportedAction = 'failed' | 'delayed' | 'delivered';
