import { domainOf } from '../events/index.js';
import type { DemoSend } from './campaign.js';
import type { Outcome } from './refusals.js';
import type { SeededRandom } from './seeded-random.js';

/** One recipient that a report names. */
export interface ReportedFailure {
  readonly recipient: string;
  readonly outcome: Outcome;
}

/** What a mail server reports. */
export interface DeliveryReport {
  /** The message that is returned; its return address is where the report goes. */
  readonly send: DemoSend;
  readonly failures: readonly [ReportedFailure, ...ReportedFailure[]];
  /** When the reporting server accepted the message. */
  readonly acceptedAt: Date;
  /** When delivery was last tried, and reported. */
  readonly reportedAt: Date;
  /** The source of queue ids. */
  readonly random: SeededRandom;
}

/** Writes a report in the style of one mail server. The same report and random state give the same bytes. */
export type Dialect = (report: DeliveryReport) => Buffer;

/** The host that mail for the address goes to. */
export function mailHostOf(address: string): string {
  return `mx.${domainOf(address)}`;
}

/**
 * The reply as it came over the wire, line by line: `550-5.1.1 …` and finally `550 5.1.1 …`. Empty if nobody replied.
 */
export function replyLines({ recipient, outcome }: ReportedFailure): string[] {
  if (outcome.kind !== 'refused') return [];
  const { smtpCode, status, lines } = outcome;
  return lines.map((line, index) => {
    const separator = index === lines.length - 1 ? ' ' : '-';
    const text = line.replaceAll('{recipient}', recipient).replaceAll('{domain}', domainOf(recipient));
    return `${smtpCode}${separator}${status === null ? '' : `${status} `}${text}`;
  });
}

/** Whether the failure is permanent (5yz). A domain that does not exist is permanent, too. */
export function isPermanent(outcome: Outcome): boolean {
  return outcome.kind === 'host-not-found' || (outcome.kind === 'refused' && outcome.smtpCode >= 500);
}
