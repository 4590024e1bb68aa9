import type { Fault, Reason, VerdictType } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { outcomeOf, worseOf, type UnitOutcome } from './unit-outcome.js';

// Those that name the same send count once; so do, where there is none, those that name one recipient.
const FINDINGS = `
SELECT kind, occurred_at, type, reason, fault, verified, domain, coalesce(send, 'id ' || send_id, recipient_key, 0 - sequence) AS unit
FROM correlations LEFT JOIN verdicts USING (sequence)
WHERE campaign_id = ?`;

interface Row {
  readonly kind: 'bounce' | 'delay' | 'complaint';
  readonly occurred_at: string;
  /** Null until a bounce is classified, and where there is nothing to classify. */
  readonly type: VerdictType | null;
  readonly reason: Reason;
  readonly fault: Fault;
  readonly verified: number;
  readonly domain: string | null;
  /** What counts once: the registered send; else the one that was named, the recipient, or the bounce itself. */
  readonly unit: number | string;
}

export interface CampaignFindings {
  /** The worst bounce of each send that bounced. */
  readonly outcomes: readonly UnitOutcome[];
  readonly late: number;
  readonly unverified: number;
  readonly delayed: number;
  /** Each send counts once, by however many routes its complaint came. */
  readonly complaints: number;
}

/**
 * What came back of a campaign. Each bounce is counted in one place: late, unverified, or with its send.
 * @param mustBeVerified whether the campaign's sends are registered, so that a bounce can be held against them
 * @param settlesAt when the time for bounces is over, null: never
 */
export function campaignFindings(
  database: ReadModelDatabase,
  campaignId: string,
  mustBeVerified: boolean,
  settlesAt: string | null,
): CampaignFindings {
  const units = new Map<number | string, UnitOutcome>();
  const complained = new Set<number | string>();
  const counts = { late: 0, unverified: 0, delayed: 0 };
  for (const row of database.all<Row>(FINDINGS, campaignId)) {
    if (row.kind === 'delay') counts.delayed += 1;
    // A mailbox provider may send one complaint to several addresses.
    else if (row.kind === 'complaint') complained.add(row.unit);
    else if (row.type === null) continue;
    else if (mustBeVerified && row.verified === 0) counts.unverified += 1;
    else if (settlesAt !== null && row.occurred_at > settlesAt) counts.late += 1;
    else {
      const { unit, reason, domain, occurred_at: occurredAt } = row;
      const bounce = { outcome: outcomeOf(row.type, row.fault), reason, domain, occurredAt };
      const other = units.get(unit);
      units.set(unit, other === undefined ? bounce : worseOf(other, bounce));
    }
  }
  return { outcomes: [...units.values()], complaints: complained.size, ...counts };
}
