import type { JsonObject } from '../../events/index.js';
import type { Page } from '../engine/index.js';

/** Types of the feed's events, without the prefix and version that they carry on the wire. */
export const FEED_TYPES = [
  'bounce.received',
  'bounce.reclassified',
  'delivery.delayed',
  'complaint.received',
  'recipient.status-changed',
] as const;
export type FeedType = (typeof FEED_TYPES)[number];

/** A CloudEvent (1.0, structured JSON). */
export interface FeedEvent {
  readonly specversion: '1.0';
  /** Deterministic: the same at every rebuild and for every follower. */
  readonly id: string;
  readonly source: string;
  /** `bounce-ledger.<type>.v1`. */
  readonly type: string;
  readonly subject?: string;
  /** When it was recorded: ISO 8601, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** `position` is the place in the feed. */
  readonly data: JsonObject & { readonly position: string };
}

export interface FeedFilter {
  readonly types?: readonly FeedType[] | undefined;
  readonly campaignId?: string | undefined;
}

export interface FeedQueries {
  /**
   * Events after a feed position (exclusive; absent: from the start), in feed order. `next` is the feed position after
   * which to go on, null when the end was reached.
   */
  page(filter: FeedFilter, after: string | undefined, limit: number): Page<FeedEvent>;
  /** Resolves when the feed may have grown since it was called, or the signal aborts. */
  grown(signal: AbortSignal): Promise<void>;
}
