import type { CollectionError, CollectionReport } from '../collection/collection-report.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Mailboxes that failed together should not come back together. */
const JITTER = 0.2;

interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

export interface PollDelay {
  readonly delayMs: number;
  /** Collections in a row that ended with this error. */
  readonly failures: number;
}

export interface PollHistory {
  readonly pollIntervalSeconds: number;
  /** Of the collection before: 0 if it ended well. */
  readonly failures: number;
  readonly lastErrorCode: string | null;
}

/**
 * How long to leave a mailbox alone after a collection. A failure that repeats waits twice as long each time, up to a
 * limit by its kind, and never less than the polling interval.
 * @param random in [0, 1)
 */
export function pollDelay(
  { error, notReached, appended }: Pick<CollectionReport, 'error' | 'notReached' | 'appended'>,
  { pollIntervalSeconds, failures, lastErrorCode }: PollHistory,
  random: number,
): PollDelay {
  const intervalMs = pollIntervalSeconds * SECOND_MS;
  if (error === null) return { delayMs: notReached > 0 && appended > 0 ? 0 : intervalMs, failures: 0 };
  const inARow = error.code === lastErrorCode ? failures + 1 : 1;
  const { firstMs, longestMs } = backOffFor(error);
  const delayMs = Math.max(intervalMs, Math.min(firstMs * 2 ** (inARow - 1), longestMs));
  return { delayMs: Math.round(delayMs * (1 + JITTER * random)), failures: inARow };
}

function backOffFor({ code, verb, responseCode }: CollectionError): BackOff {
  switch (responseCode) {
    case 'IN-USE':
      return { firstMs: 30 * SECOND_MS, longestMs: 10 * MINUTE_MS };
    case 'LOGIN-DELAY':
      return { firstMs: MINUTE_MS, longestMs: 15 * MINUTE_MS };
    case 'SYS/TEMP':
      return { firstMs: MINUTE_MS, longestMs: 30 * MINUTE_MS };
    default:
      return isAccountRefused(code, verb, responseCode)
        ? { firstMs: 15 * MINUTE_MS, longestMs: 24 * HOUR_MS }
        : { firstMs: 5 * SECOND_MS, longestMs: 15 * MINUTE_MS };
  }
}

/**
 * Another attempt with the same password only makes the server punish the whole address. Many servers refuse without a
 * response code, and qmail-pop3d by hanging up.
 */
function isAccountRefused(code: string, verb: string | null, responseCode: string | null): boolean {
  if (responseCode === 'AUTH' || responseCode === 'SYS/PERM' || code === 'oauth-refused') return true;
  const isSigningIn = verb === 'USER' || verb === 'PASS' || verb === 'APOP' || verb === 'AUTH';
  return isSigningIn && (code.startsWith('pop3-refused') || code === 'pop3-closed');
}
