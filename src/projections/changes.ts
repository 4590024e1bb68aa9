import type { JsonObject, RecipientKey } from '../ledger/events/index.js';

/** Something that other services are told, in the words of the feed. */
export interface Notice {
  /** e.g. `recipient.status-changed`. */
  readonly type: string;
  /** The address that it is about, null where none is known. */
  readonly subject: string | null;
  readonly campaignId: string | null;
  readonly data: JsonObject;
}

/** Why a recipient has to be folded again. */
export type RecipientTouch = 'bounce' | 'complaint' | 'reclassification' | 'suppressed' | 'released';

/**
 * What the projections tell one another about one event: each reads what those before it wrote. Empty at each event's start.
 */
export class Changes {
  /** Recipients with an incident that is new, judged anew, or correlated anew. */
  readonly recipients = new Map<RecipientKey, RecipientTouch>();
  /** In the order in which the feed gives them. */
  readonly notices: Notice[] = [];

  clear(): void {
    this.recipients.clear();
    this.notices.length = 0;
  }
}
