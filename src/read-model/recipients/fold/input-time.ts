import type { Policy } from '../../../classification/index.js';
import type { FoldInput } from './fold-input.js';

const DAY_MS = 86_400_000;

/**
 * The time that counts for an input, in milliseconds since 1970. A date that a report states is believed if the report
 * is verified and the date lies a little before its delivery to us. Else it counts from its delivery: a stranger may
 * state any date, and so does a server whose clock stands in 2001.
 */
export function timeOf(input: FoldInput, { believeDatesForDays }: Policy): number {
  if ('decision' in input) return input.at;
  const { statedAt, deliveredAt, verified } = input;
  const isBelieved = verified && statedAt <= deliveredAt && deliveredAt - statedAt <= believeDatesForDays * DAY_MS;
  return isBelieved ? statedAt : deliveredAt;
}

/** Whether a bounce had become too old to act when we read it. */
export function isTooOld(receivedAt: number, at: number, { ignoreBouncesAfterDays }: Policy): boolean {
  return ignoreBouncesAfterDays !== null && receivedAt - at > ignoreBouncesAfterDays * DAY_MS;
}
