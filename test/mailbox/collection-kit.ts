import { expect } from 'vitest';
import type { MailReceived } from '../../src/events/index.js';
import {
  ledgerCustody,
  type CollectionDependencies,
  type CollectionReport,
  type SeenMails,
} from '../../src/mailbox/index.js';
import { eventsOf, NOW, type TemporaryLedger } from '../support/temporary-ledger.js';

const NOTHING_SEEN: SeenMails = { receivedAt: () => null };

export function mail(subject: string): Buffer {
  return Buffer.from(`From: a@example.com\r\nSubject: ${subject}\r\n\r\nThe text of ${subject}.\r\n`);
}

export function mails(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => mail(`mail ${index}`));
}

export function partsOf(given: TemporaryLedger, changes: Partial<CollectionDependencies> = {}): CollectionDependencies {
  const { intake, ledger } = given;
  return { intake, seen: NOTHING_SEEN, custody: ledgerCustody(ledger), clock: () => NOW, ...changes };
}

export async function received({ ledger }: TemporaryLedger): Promise<MailReceived['data'][]> {
  const events = await eventsOf(ledger.store);
  return events
    .filter(({ type }) => type === 'MailReceived')
    .map(({ data }) => data as unknown as MailReceived['data']);
}

/** The identity that every report and every custody event keeps. */
export function expectToAddUp({
  listed,
  appended,
  alreadyKnown,
  parked,
  notReached,
  deleted,
  left,
}: CollectionReport): void {
  expect(appended + alreadyKnown + parked + notReached).toBe(listed);
  expect(deleted + left).toBe(listed);
}
