import type { SqlValue } from '../../engine/index.js';
import type { BounceFilter } from '../bounce-views.js';

/** A bounce as its view is made of it. */
export interface BounceRow {
  readonly sequence: number;
  readonly bounce_id: string;
  readonly data: string;
  readonly verdict: string;
}

const BOUNCES = `
SELECT r.sequence, r.bounce_id, r.data, v.verdict
FROM findings r JOIN verdicts v ON v.sequence = r.sequence LEFT JOIN correlations c ON c.sequence = r.sequence`;

export const FIND_BOUNCE = `${BOUNCES} WHERE r.bounce_id = ?`;

/** The condition that each field of a filter stands for. */
const CONDITIONS = {
  campaignId: 'c.campaign_id = ?',
  recipient: 'c.recipient_key = ?',
  reason: 'v.reason = ?',
  type: 'v.type = ?',
  from: 'r.occurred_at >= ?',
  to: 'r.occurred_at < ?',
} as const satisfies Record<keyof BounceFilter, string>;

const FIELDS = Object.keys(CONDITIONS) as (keyof BounceFilter)[];

/**
 * The statement that lists bounces, latest first, and its parameters.
 * @param before row number at which the page before ended
 */
export function listBounces(
  filter: BounceFilter,
  recipientKeyOf: (address: string) => string,
  before: number,
  limit: number,
): { readonly sql: string; readonly parameters: readonly SqlValue[] } {
  const given = FIELDS.flatMap((field) => {
    const value = filter[field];
    if (value === undefined) return [];
    return [{ condition: CONDITIONS[field], parameter: field === 'recipient' ? recipientKeyOf(value) : value }];
  });
  const where = ['r.sequence < ?', ...given.map(({ condition }) => condition)].join(' AND ');
  return {
    sql: `${BOUNCES} WHERE ${where} ORDER BY r.sequence DESC LIMIT ?`,
    parameters: [before, ...given.map(({ parameter }) => parameter), limit],
  };
}
