import { isDeepStrictEqual } from 'node:util';
import { CollectionSession, type SessionParts } from './collection-session.js';
import { DEFAULT_COLLECTION_LIMITS, type CollectionLimits } from './collection-limits.js';
import type { CollectionObserver } from './collection-observer.js';
import { describeError, type CollectionReport } from './collection-report.js';
import type { CustodyRecord, RecordedCustody } from './custody.port.js';
import { tokensOf } from '../mailbox-access.js';
import { MailboxMemory } from './mailbox-memory.js';
import type { AccessTokenSource } from '../pop3/sign-in.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';

export interface CollectionParts extends Pick<SessionParts, 'intake' | 'seen' | 'clock'> {
  readonly custody: CustodyRecord;
  /** What was recorded before this process began; absent: nothing. */
  readonly recorded?: RecordedCustody;
  /** What earlier collections of this process remember of the mailbox. */
  readonly memory?: MailboxMemory;
  readonly observer?: CollectionObserver;
  /** Those of earlier collections, where the mailbox wants some; absent: new ones. */
  readonly tokens?: AccessTokenSource | null;
  readonly limits?: Partial<CollectionLimits>;
  /** Ends the collection in good order: nothing more is asked for; what was asked for is taken in, deleted, and QUIT. */
  readonly signal?: AbortSignal | undefined;
  /** Mails that failed before are tried again, also those that are parked. */
  readonly retryParked?: boolean;
}

/**
 * Brings the mails of a mailbox into the ledger, and with `after: delete` deletes from the server what is durable there.
 *
 * No mail is deleted before its append was acknowledged. A session in which a retrieved mail was not acknowledged is dropped
 * without QUIT; when only single mails were the reason, a second session leaves these aside and deletes the rest. A mail that
 * failed three times in a row is parked: it is tried again after an hour, then ever more rarely. Never rejects: what went wrong
 * is the report's `error`. A collection that changed something, or whose error is new, is recorded.
 */
export async function collectMailbox(mailbox: Pop3MailboxOptions, parts: CollectionParts): Promise<CollectionReport> {
  const { memory = new MailboxMemory(), observer = {}, clock, custody, recorded, signal, retryParked = false } = parts;
  const limits = { ...DEFAULT_COLLECTION_LIMITS, ...parts.limits };
  const tokens = parts.tokens ?? tokensOf(mailbox, clock);
  const sessionParts = { ...parts, memory, observer, limits, signal, tokens };
  const startedAt = clock().toISOString();
  if (recorded !== undefined) memory.recover(() => recorded.failuresIn(mailbox.name));

  let session = new CollectionSession(mailbox, { ...sessionParts, triesAll: retryParked });
  let failure = await session.run();
  if (session.isWorthRepeating) {
    const second = new CollectionSession(mailbox, { ...sessionParts, triesAll: false }, session.appended);
    const secondFailure = await second.run();
    // A second session that did not get as far as the listing has nothing to report but its failure.
    if (second.tally.listed > 0) session = second;
    failure = secondFailure;
  }

  const report: CollectionReport = {
    mailbox: mailbox.name,
    startedAt,
    completedAt: clock().toISOString(),
    ...session.tally.counts(),
    error: failure === null ? null : describeError(failure),
  };
  const current = memory.failures.current();
  const failures = isDeepStrictEqual(current, memory.lastRecorded.failures) ? null : current;
  if (failures === null && !isNews(report, memory)) return report;
  const { error, ...completed } = report;
  try {
    await custody.completed({ ...completed, error: error?.code ?? null }, failures);
  } catch (custodyFailure) {
    return { ...report, error: error ?? describeError(custodyFailure) };
  }
  memory.lastRecorded = { parked: report.parked, errorCode: error?.code ?? null, failures: current };
  return report;
}

function isNews({ appended, deleted, parked, error }: CollectionReport, { lastRecorded }: MailboxMemory): boolean {
  if (appended > 0 || deleted > 0) return true;
  // That we were told to stop says nothing about the mailbox.
  if (error?.code === 'pop3-aborted') return false;
  return parked !== lastRecorded.parked || (error?.code ?? null) !== lastRecorded.errorCode;
}
