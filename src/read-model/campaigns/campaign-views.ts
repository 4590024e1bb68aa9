import type { Purpose, Reason } from '../../events/index.js';
import type { AtPosition, Page, PageRequest } from '../engine/index.js';

/** How a campaign fares. Rates are of registered sends or recorded totals; null where there are none, never a guess. */
export interface CampaignView {
  readonly id: string;
  readonly name: string | null;
  readonly purpose: Purpose;
  readonly sends: number;
  /** Whether the time after the last send is over in which bounces count. */
  readonly settled: boolean;
  /** ISO 8601, UTC; null while nothing was sent. */
  readonly settlesAt: string | null;
  /** Sends by their worst verdict; `total` = hard + soft + blocked. */
  readonly failed: {
    readonly total: number;
    readonly hard: number;
    readonly soft: number;
    readonly blocked: number;
    readonly ignored: number;
  };
  readonly rates: {
    /** hard + soft + blocked. */
    readonly bounce: number | null;
    readonly hard: number | null;
    readonly soft: number | null;
    readonly blocked: number | null;
  };
  /** Bounces that came after `settlesAt`. They are not in `failed`: what has settled does not change. */
  readonly late: number;
  /**
   * Bounces that would have to be verified, as the campaign's sends are registered, and are not: anybody may have
   * written them. They are not in `failed`.
   */
  readonly unverified: number;
  readonly delayed: number;
  /** Sends that were complained about, each by however many routes. */
  readonly complaints: number;
  readonly byReason: readonly {
    readonly reason: Reason;
    readonly failed: number;
    readonly shareOfFailed: number;
    readonly shareOfSends: number | null;
  }[];
  /** The hundred domains with the most failures. */
  readonly byDomain: readonly { readonly domain: string; readonly sends: number; readonly failed: number }[];
  readonly byProvider: readonly {
    readonly provider: string;
    readonly sends: number;
    readonly failed: number;
    readonly bounceRate: number | null;
  }[];
}

export interface CampaignQueries {
  /** @param now the instant at which it is decided whether the campaign has settled */
  list(page: PageRequest, now: Date): Page<CampaignView>;
  find(campaignId: string, now: Date): (CampaignView & AtPosition) | null;
}
