import type { Fault, Reason, VerdictType } from '../../../events/index.js';

/** What a bounce means to a campaign: `blocked` is a soft bounce that is the sender's fault. */
export type Outcome = 'hard' | 'blocked' | 'soft' | 'ignored';

/** The worst first. */
const BY_WEIGHT: readonly Outcome[] = ['hard', 'blocked', 'soft', 'ignored'];

export interface UnitOutcome {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly domain: string | null;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
}

export function outcomeOf(type: VerdictType, fault: Fault): Outcome {
  return type === 'soft' && fault === 'sender' ? 'blocked' : type;
}

/** The worse of two bounces of one send; of two that are as bad the earlier. Its domain as far as one of them tells. */
export function worseOf(one: UnitOutcome, other: UnitOutcome): UnitOutcome {
  const difference = BY_WEIGHT.indexOf(one.outcome) - BY_WEIGHT.indexOf(other.outcome);
  const isOther = difference > 0 || (difference === 0 && other.occurredAt < one.occurredAt);
  const [worse, better] = isOther ? [other, one] : [one, other];
  return worse.domain === null ? { ...worse, domain: better.domain } : worse;
}
