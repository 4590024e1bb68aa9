import type { LedgerCheck } from './check-ledger.js';

/** What became of the run: from the event log, and from what the collector recorded of itself. */
export interface DemoSummary {
  /** Mails that the server listed. */
  readonly listed: number;
  /** Mails that are in the event log, taken in before or after the kill. */
  readonly appended: number;
  /** Mails that were in the log already: second deliveries of the same mail. */
  readonly alreadyKnown: number;
  readonly lost: number;
  readonly countedTwice: number;
  readonly bounces: number;
  /** Different addresses that bounced. */
  readonly recipients: number;
  readonly seconds: number;
}

/**
 * Adds up both sessions. The second one met again what the killed one had taken in, and recorded it as already known; over the
 * whole run it was appended.
 */
export function summarise(killed: LedgerCheck, check: LedgerCheck, elapsedMs: number): DemoSummary {
  const total = (field: 'listed' | 'alreadyKnown') => check.sessions.reduce((sum, session) => sum + session[field], 0);
  return {
    listed: total('listed'),
    appended: check.mails,
    alreadyKnown: total('alreadyKnown') - killed.mails,
    lost: check.lost,
    countedTwice: check.countedTwice,
    bounces: check.bounces,
    recipients: check.recipients,
    seconds: Math.round(elapsedMs / 100) / 10,
  };
}

/** The two things that must never happen did not. */
export function isSound({ lost, countedTwice }: DemoSummary): boolean {
  return lost === 0 && countedTwice === 0;
}
