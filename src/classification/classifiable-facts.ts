import type { Permanence, SmtpStep } from '../events/index.js';

/**
 * The facts that rules look at: a subset of DeliveryFacts, so that the bounces read model and a mail's reading both
 * fit.
 */
export interface ClassifiableFacts {
  readonly recipient: string | null;
  readonly action: 'failed' | 'delayed';
  readonly status: string | null;
  readonly smtpCode: number | null;
  readonly permanence: Permanence | null;
  readonly diagnostic: string | null;
  readonly reportingMta: string | null;
  readonly remoteMta: string | null;
  /** ISO 8601, UTC. Where it is not known no rule with a time window matches. */
  readonly occurredAt?: string | null;
  readonly originalRecipient?: string | null;
  /** Left out where the mail does not tell, or was read before it was a fact. */
  readonly inReplyTo?: SmtpStep;
  /** Names of the sending side in the diagnostic, in small letters. */
  readonly senderNames?: readonly string[];
}
