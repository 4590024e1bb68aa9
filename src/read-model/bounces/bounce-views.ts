import type { AtPosition, Page, PageRequest } from '../engine/index.js';
import type { DeliveryFacts, Reason, Verdict, VerdictType } from '../../events/index.js';

/** The facts of a bounce or delay as answers and notices tell them. */
export type FactsView = Omit<DeliveryFacts, 'statedAction' | 'arrivalDate' | 'lastAttemptDate'> & {
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
};

export const CORRELATION_METHODS = ['signed-verp', 'verp', 'envelope-id', 'message-id', 'header', 'recipient'] as const;

/** Which send a finding belongs to, and how sure that is. */
export interface CorrelationView {
  readonly method: (typeof CORRELATION_METHODS)[number];
  /** A valid signed VERP token, or a registered send whose recipient and Message-ID both match. */
  readonly verified: boolean;
  readonly campaignId: string | null;
  readonly sendId: string | null;
  /** The recipient of record. */
  readonly recipient: string | null;
}

export interface BounceView {
  readonly id: string;
  readonly mailId: string;
  readonly facts: FactsView;
  /** The verdict of the highest ruleset version. */
  readonly verdict: Verdict;
  readonly correlation: CorrelationView | null;
  /** What it did to its recipient's status; null where it did nothing. */
  readonly effect: { readonly from: string; readonly to: string; readonly policy: string } | null;
  /** The reason in other programs' words. */
  readonly codes: { readonly sisimai: string; readonly adobe: number; readonly sparkpost: number };
  /** Earlier verdicts, oldest first. */
  readonly history: readonly { readonly rulesetVersion: number; readonly type: VerdictType; readonly reason: Reason }[];
  /** Path of the mail's exact bytes. */
  readonly evidence: string;
}

export interface BounceFilter {
  readonly campaignId?: string | undefined;
  /** Normalised. */
  readonly recipient?: string | undefined;
  readonly reason?: Reason | undefined;
  readonly type?: VerdictType | undefined;
  /** First occurredAt, inclusive; ISO 8601, UTC. */
  readonly from?: string | undefined;
  /** Last occurredAt, exclusive; ISO 8601, UTC. */
  readonly to?: string | undefined;
}

export interface BounceQueries {
  /** Latest first. */
  list(filter: BounceFilter, page: PageRequest): Page<BounceView>;
  find(bounceId: string): (BounceView & AtPosition) | null;
}
