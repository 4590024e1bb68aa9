import type { LedgerCheck } from './check-ledger.js';

/** The outcome of the run, from the event log and from what the collector recorded about its sessions. */
export interface DemoSummary {
  /** Mails that the server listed. */
  readonly listed: number;
  /** Mails that are in the event log, taken in before or after the kill. */
  readonly appended: number;
  /** Mails that were already in the log: second deliveries of the same mail. */
  readonly alreadyKnown: number;
  readonly lost: number;
  readonly countedTwice: number;
  readonly bounces: number;
  /** Different addresses that bounced. */
  readonly recipients: number;
  readonly seconds: number;
}

/**
 * Adds up both sessions. The second session found the killed session's mails in the log and recorded them as already
 * known; over the whole run they count as appended.
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

/** Neither of the two things that must never happen has happened. */
export function isSound({ lost, countedTwice }: DemoSummary): boolean {
  return lost === 0 && countedTwice === 0;
}
