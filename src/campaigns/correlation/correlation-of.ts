import type { BounceView } from '../../bounces/index.js';
import type { ReadModelDatabase } from '../../projections/index.js';
import { readCorrelation } from './correlation-rows.js';

/** What a report belongs to, as answers tell it; null where nothing ties it to anything. */
export function correlationOf(database: ReadModelDatabase, sequence: number): BounceView['correlation'] {
  const correlation = readCorrelation(database, sequence);
  if (correlation?.method == null) return null;
  const { method, verified, campaignId, sendId, recipient } = correlation;
  return { method, verified, campaignId, sendId, recipient };
}
