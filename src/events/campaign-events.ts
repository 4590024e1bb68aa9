import type { Described } from './described.js';

/** What is sent: bulk mail, or what somebody asked for, such as receipts and password resets. */
export const PURPOSES = ['bulk', 'transactional'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Stream `campaign-<id>`. */
type CampaignRegistered = Described<
  'CampaignRegistered',
  { readonly campaignId: string; readonly purpose: Purpose; readonly name: string | null }
>;

/** How many messages a batch held: for campaigns whose single sends are not registered. */
type CampaignTotalsRecorded = Described<
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
 * Stream `sends-<batchId>`: part n of the batch at revision n, one append each, so that a batch of any size stays under
 * the append limit. The batch is complete, and counts, once its last part is in: an upload that broke off counts
 * nothing until the same batch is given again, which continues where it stopped.
 */
type SendsRecorded = Described<
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

/** What was sent: streams `campaign-…` and `sends-…`. */
export type CampaignEvent = CampaignRegistered | CampaignTotalsRecorded | SendsRecorded;
