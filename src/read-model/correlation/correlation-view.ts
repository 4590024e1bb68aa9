import type { BounceView } from '../bounces/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import { readCorrelation } from './correlation-rows.js';
import type { Correlation } from './correlation.js';

/** What a finding belongs to, as answers tell it; null where nothing ties it to anything. */
export function correlationView(correlation: Correlation | null): BounceView['correlation'] {
  if (correlation?.method == null) return null;
  const { method, verified, campaignId, sendId, recipient } = correlation;
  return { method, verified, campaignId, sendId, recipient };
}

/** The same of the finding with that row number. */
export function correlationOf(database: ReadModelDatabase, sequence: number): BounceView['correlation'] {
  return correlationView(readCorrelation(database, sequence));
}
