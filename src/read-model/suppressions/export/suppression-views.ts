import type { SuppressionKind } from '../../../events/index.js';

/** Statuses that block something. */
export const SUPPRESSED_STATUSES = ['quarantined', 'denylisted'] as const;
export type SuppressedStatus = (typeof SUPPRESSED_STATUSES)[number];

/** One recipient to whom something is not sent, whatever the reason: findings, a person's decision or a list. */
export interface SuppressionView {
  /** Null where only the key is known. */
  readonly address: string | null;
  readonly key: string;
  readonly status: SuppressedStatus;
  /** Of a bounce's quarantine `hard-bounce`, of a reported complaint `complaint`. */
  readonly kind: SuppressionKind;
  /** Reason of the verdict, feedback type of the complaint, or words of the decision; null where a list gave none. */
  readonly reason: string | null;
  /** When what it rests on happened, as far as that was stated: ISO 8601, UTC. */
  readonly since: string;
  /** Who suppressed the address first, as an imported list said. */
  readonly source: string | null;
  /** Of the finding that it rests on. */
  readonly campaignId: string | null;
  /** By the address's domain, or by the server that refused; `other` where neither tells. */
  readonly provider: string;
  /** What it rests on. */
  readonly lastEvent: 'bounce' | 'complaint' | 'suppressed' | 'imported';
  /** The bounce's, the mail's or the import's id; null where a person decided. */
  readonly lastEventId: string | null;
}

/** All that are given have to hold. */
export interface SuppressionFilter {
  readonly status?: SuppressedStatus | undefined;
  readonly kind?: SuppressionKind | undefined;
  /** The whole reason. */
  readonly reason?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly provider?: string | undefined;
  /** Not before it: ISO 8601, UTC. */
  readonly since?: string | undefined;
}
