import type { BounceId, LedgerEventOf, Verdict } from '../../events/index.js';
import { ChangeKind } from '../engine/index.js';

/** What a mail says of one recipient, as its event says it. */
export type Finding =
  | { readonly kind: 'bounce'; readonly data: LedgerEventOf<'BounceReceived'>['data'] }
  | { readonly kind: 'delay'; readonly data: LedgerEventOf<'DeliveryDelayed'>['data'] }
  | { readonly kind: 'complaint'; readonly data: LedgerEventOf<'ComplaintReceived'>['data'] };

export type FindingRecorded = Finding & {
  /** The finding's row number: findings are numbered in the order of the log. */
  readonly sequence: number;
  /** The mailbox that the mail was collected from; null where it came another way. */
  readonly mailbox: string | null;
  /** When its mail was read: ISO 8601, UTC. */
  readonly receivedAt: string;
};

/** A finding entered the read model. */
export const findingRecorded = new ChangeKind<FindingRecorded>('finding-recorded');

/** What a mail reported of one recipient, and what it reports after a reinterpretation. */
export interface FindingReinterpreted {
  readonly sequence: number;
  /** When its mail was read: ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly before: Finding;
  /** Whether it counted: what an earlier reading had withdrawn did not. */
  readonly stood: boolean;
  /** Null where the mail no longer tells it. */
  readonly after: Finding | null;
  /** Of a bounce: what was thought of it, and what is from now on. */
  readonly previous: Verdict | null;
  readonly verdict: Verdict | null;
}

/** A finding's facts changed, or the mail no longer reports it. */
export const findingReinterpreted = new ChangeKind<FindingReinterpreted>('finding-reinterpreted');

export interface BounceClassification {
  readonly sequence: number;
  readonly bounceId: BounceId;
  /** The verdict in effect now: that of the highest ruleset version. */
  readonly verdict: Verdict;
  /** The one that was in effect before; null for a bounce's first. */
  readonly previous: Verdict | null;
}

/** The effective verdict of a bounce is another, or its first. */
export const bounceClassified = new ChangeKind<BounceClassification>('bounce-classified');
