import type { DemoSend } from './campaign.js';
import type { Outcome } from './refusals.js';
import type { SeededRandom } from './seeded-random.js';

/** One recipient that a report names. */
export interface ReportedFailure {
  readonly recipient: string;
  readonly outcome: Outcome;
}

/** What a mail server has to report. */
export interface DeliveryReport {
  /** The message that is returned; its return address is where the report goes. */
  readonly send: DemoSend;
  readonly failures: readonly [ReportedFailure, ...ReportedFailure[]];
  /** When the reporting server took the message. */
  readonly acceptedAt: Date;
  /** When it was tried for the last time, and reported. */
  readonly reportedAt: Date;
  /** Where queue ids come from. */
  readonly random: SeededRandom;
}

/** Writes a report as one kind of mail server does. The same report and random state give the same bytes. */
export type Dialect = (report: DeliveryReport) => Buffer;

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** The host that mail for the address goes to. */
export function mailHostOf(address: string): string {
  return `mx.${domainOf(address)}`;
}

/** The reply as it came over the wire, a line each: `550-5.1.1 …` and, last, `550 5.1.1 …`. Empty where nobody replied. */
export function replyLines({ recipient, outcome }: ReportedFailure): string[] {
  if (outcome.kind !== 'refused') return [];
  const { smtpCode, status, lines } = outcome;
  return lines.map((line, index) => {
    const separator = index === lines.length - 1 ? ' ' : '-';
    const text = line.replaceAll('{recipient}', recipient).replaceAll('{domain}', domainOf(recipient));
    return `${smtpCode}${separator}${status === null ? '' : `${status} `}${text}`;
  });
}

/** Whether the reply is for good (5yz); a domain that does not exist is, too. */
export function isPermanent(outcome: Outcome): boolean {
  return outcome.kind === 'host-not-found' || (outcome.kind === 'refused' && outcome.smtpCode >= 500);
}
