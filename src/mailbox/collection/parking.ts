const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIRST_DELAY_MS = MINUTE_MS / 2;
const MAX_DELAY_MS = 24 * HOUR_MS;

/** Tries in a row after which a mail that fails is parked. */
export const TRIES_BEFORE_PARKING = 3;

/**
 * How long to wait before a mail is retried after so many failures in a row: half a minute, two minutes; then an hour,
 * doubled up to a day.
 */
export function retryDelayMs(tries: number): number {
  if (tries < TRIES_BEFORE_PARKING) return FIRST_DELAY_MS * 4 ** (tries - 1);
  return Math.min(HOUR_MS * 2 ** (tries - TRIES_BEFORE_PARKING), MAX_DELAY_MS);
}
