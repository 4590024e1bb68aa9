import type { Fault, Reason, VerdictType } from '../ledger/events/index.js';
import type { ReadModelDatabase } from '../projections/index.js';
import { outcomeOf, worseOf, type UnitOutcome } from './unit-outcome.js';

const REPORTS = `
SELECT correlations.sequence, reports.kind, occurred_at, type, reason, fault, verified, send, correlations.send_id,
  correlations.recipient, correlations.recipient_key, domain
FROM correlations JOIN reports USING (sequence) LEFT JOIN verdicts USING (sequence)
  LEFT JOIN sends ON sends.sequence = correlations.send
WHERE correlations.campaign_id = ? ORDER BY correlations.sequence`;

interface Row {
  readonly sequence: number;
  readonly kind: 'bounce' | 'delay' | 'complaint';
  readonly occurred_at: string;
  /** Null until a bounce is judged, and where there is nothing to judge. */
  readonly type: VerdictType | null;
  readonly reason: Reason;
  readonly fault: Fault;
  readonly verified: number;
  readonly send: number | null;
  readonly send_id: string | null;
  readonly recipient: string | null;
  readonly recipient_key: string | null;
  readonly domain: string | null;
}

export interface CampaignReports {
  /** The worst bounce of each send that bounced. */
  readonly outcomes: readonly UnitOutcome[];
  readonly late: number;
  readonly unverified: number;
  readonly delayed: number;
  readonly complaints: number;
}

/**
 * What came back of a campaign. Each bounce is counted in one place: late, unverified, or with its send.
 * @param mustBeVerified whether the campaign's sends are registered, so that a bounce can be held against them
 * @param settlesAt when the time for bounces is over, null: never
 */
export function campaignReports(
  database: ReadModelDatabase,
  campaignId: string,
  mustBeVerified: boolean,
  settlesAt: string | null,
): CampaignReports {
  const units = new Map<string, UnitOutcome>();
  const counts = { late: 0, unverified: 0, delayed: 0, complaints: 0 };
  for (const row of database.iterate<Row>(REPORTS, campaignId)) {
    if (row.kind === 'delay') counts.delayed += 1;
    else if (row.kind === 'complaint') counts.complaints += 1;
    else if (row.type === null) continue;
    else if (mustBeVerified && row.verified === 0) counts.unverified += 1;
    else if (settlesAt !== null && row.occurred_at > settlesAt) counts.late += 1;
    else {
      const { reason, occurred_at: occurredAt } = row;
      const bounce = { outcome: outcomeOf(row.type, row.fault), reason, domain: domainOf(row), occurredAt };
      const unit = unitOf(row);
      const other = units.get(unit);
      units.set(unit, other === undefined ? bounce : worseOf(other, bounce));
    }
  }
  return { outcomes: [...units.values()], ...counts };
}

/** What counts once: the registered send; where there is none, the one that was named, the recipient, or the bounce itself. */
function unitOf({ send, send_id: sendId, recipient_key: key, sequence }: Row): string {
  if (send !== null) return `send ${send}`;
  if (sendId !== null) return `send id ${sendId}`;
  return key === null ? `bounce ${sequence}` : `recipient ${key}`;
}

function domainOf({ domain, recipient }: Row): string | null {
  return domain ?? (recipient === null ? null : recipient.slice(recipient.lastIndexOf('@') + 1));
}
