import { isDeepStrictEqual } from 'node:util';
import { CollectionSession } from './collection-session.js';
import type { SessionDependencies } from './session-dependencies.js';
import { DEFAULT_COLLECTION_LIMITS, type CollectionLimits } from './collection-limits.js';
import type { CollectionObserver } from './collection-observer.js';
import { describeError, type CollectionError, type CollectionReport } from './collection-report.js';
import type { CollectionCompletedData, CustodyRecord, RecordedCustody } from './custody.port.js';
import { tokensOf } from '../mailbox-access.js';
import { MailboxMemory } from './mailbox-memory.js';
import type { AccessTokenSource } from '../pop3/sign-in.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';

export interface CollectionDependencies extends Pick<SessionDependencies, 'intake' | 'seen' | 'clock'> {
  readonly custody: CustodyRecord;
  /** What was recorded before this process began; absent: nothing. */
  readonly recorded?: RecordedCustody;
  /** What earlier collections of this process remember of the mailbox. */
  readonly memory?: MailboxMemory;
  readonly observer?: CollectionObserver;
  /** Those of earlier collections, where the mailbox wants some; absent: new ones. */
  readonly tokens?: AccessTokenSource | null;
  readonly limits?: Partial<CollectionLimits>;
  /**
   * Ends the collection in good order: nothing more is asked for; what was asked for is taken in, deleted, and QUIT.
   */
  readonly signal?: AbortSignal | undefined;
  /** Mails that failed before are tried again, also those that are parked. */
  readonly retryParked?: boolean;
}

/**
 * Brings the mails of a mailbox into the ledger, and with `after: delete` deletes from the server what is durable
 * there.
 *
 * No mail is deleted before its append was acknowledged. A session in which a retrieved mail was not acknowledged is
 * dropped without QUIT; when single mails were the only reason, a second session skips them and deletes the others. A
 * mail that failed three times in a row is parked: it is tried again after an hour, then ever more rarely. Never
 * rejects: what went wrong is the report's `error`. A collection that changed something, or whose error is new, is
 * recorded.
 */
export async function collectMailbox(
  mailbox: Pop3MailboxOptions,
  dependencies: CollectionDependencies,
): Promise<CollectionReport> {
  const {
    memory = new MailboxMemory(),
    observer = {},
    clock,
    custody,
    recorded,
    signal,
    retryParked = false,
  } = dependencies;
  const limits = { ...DEFAULT_COLLECTION_LIMITS, ...dependencies.limits };
  const tokens = dependencies.tokens ?? tokensOf(mailbox, clock);
  const forSession = { ...dependencies, memory, observer, limits, signal, tokens };
  const startedAt = clock().toISOString();
  if (recorded !== undefined) memory.recover(() => recorded.failuresIn(mailbox.name));

  let session = new CollectionSession(mailbox, { ...forSession, triesAll: retryParked });
  let failure = await session.run();
  if (session.isWorthRepeating) {
    const second = new CollectionSession(mailbox, { ...forSession, triesAll: false }, session.appended);
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
  const unrecorded = await record(report, memory, custody);
  return { ...report, error: report.error ?? unrecorded };
}

/**
 * Records a collection that is news, after those that could not be recorded when they ended: else the sums over all
 * collections would lack them.
 * @returns why it could not be recorded
 */
async function record(
  { error, ...completed }: CollectionReport,
  memory: MailboxMemory,
  custody: CustodyRecord,
): Promise<CollectionError | null> {
  const { unrecorded, lastRecorded } = memory;
  const failures = memory.failures.current();
  const newFailures = isDeepStrictEqual(failures, lastRecorded.failures) ? null : failures;
  const collection = { ...completed, error: error?.code ?? null };
  if (newFailures !== null || isNews(collection, unrecorded.at(-1) ?? lastRecorded)) unrecorded.push(collection);
  try {
    for (let next = unrecorded[0]; next !== undefined; next = unrecorded[0]) {
      const isLast = unrecorded.length === 1;
      await custody.completed(next, isLast ? newFailures : null);
      unrecorded.shift();
      if (isLast) memory.lastRecorded = { parked: next.parked, error: next.error, failures };
    }
    return null;
  } catch (custodyFailure) {
    return describeError(custodyFailure);
  }
}

function isNews(
  { appended, deleted, parked, error }: CollectionCompletedData,
  before: Pick<CollectionCompletedData, 'parked' | 'error'>,
): boolean {
  if (appended > 0 || deleted > 0) return true;
  // That this process was asked to stop says nothing about the mailbox.
  if (error === 'pop3-aborted') return false;
  return parked !== before.parked || error !== before.error;
}
