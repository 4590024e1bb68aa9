import type { Fault, Reason, VerdictType } from '../ledger/events/index.js';

/** What a bounce means to a campaign: `blocked` is a soft bounce that is the sender's fault. */
export type Outcome = 'hard' | 'blocked' | 'soft' | 'ignored';

/** The worst first. */
const BY_WEIGHT: readonly Outcome[] = ['hard', 'blocked', 'soft', 'ignored'];

export interface UnitOutcome {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly domain: string | null;
}

export function outcomeOf(type: VerdictType, fault: Fault): Outcome {
  return type === 'soft' && fault === 'sender' ? 'blocked' : type;
}

/** The worse of two bounces of one send; of two that are as bad the first. */
export function worseOf(first: UnitOutcome, second: UnitOutcome): UnitOutcome {
  return BY_WEIGHT.indexOf(second.outcome) < BY_WEIGHT.indexOf(first.outcome) ? second : first;
}
