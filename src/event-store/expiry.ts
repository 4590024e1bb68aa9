/** An event of a stream of that age that was stored then, or before, has expired. All times in ms since the epoch. */
export function expiredUpToMs(maxAgeSeconds: number, nowMs: number): number {
  return nowMs - maxAgeSeconds * 1000;
}

/** Whether an event stored then has passed its stream's age. All times in ms since the epoch. */
export function hasExpired(storedAtMs: number, maxAgeSeconds: number, nowMs: number): boolean {
  return storedAtMs <= expiredUpToMs(maxAgeSeconds, nowMs);
}
