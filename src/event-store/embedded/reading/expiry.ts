/** SQL that holds for an event `e` of stream `s` that has not expired; its one parameter is the present, in ms. */
export const NOT_EXPIRED = '(s.max_age_seconds IS NULL OR e.stored_at > ? - s.max_age_seconds * 1000)';

/** Whether an event stored then has passed its stream's age. All times in ms since the epoch. */
export function hasExpired(storedAtMs: number, maxAgeSeconds: number, nowMs: number): boolean {
  return storedAtMs <= nowMs - maxAgeSeconds * 1000;
}
