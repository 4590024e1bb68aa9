import { describe, expect, it } from 'vitest';
import { findingsProjection } from '../../src/read-model/bounces/index.js';
import { SqliteSeenMails } from '../../src/read-model/mails/index.js';
import { type CustodyCounts, type LedgerEventOf, newEvent, streams } from '../../src/events/index.js';
import { type Ledger } from '../../src/ledger/index.js';
import { custodyProjection, SqliteRecordedMailboxes } from '../../src/read-model/mailboxes/index.js';
import type { ProjectionRunner } from '../../src/read-model/engine/index.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { openRunner } from './runner-kit.js';

const NOTHING: CustodyCounts = {
  listed: 0,
  appended: 0,
  alreadyKnown: 0,
  parked: 0,
  notReached: 0,
  deleted: 0,
  left: 0,
};

async function follow(): Promise<{ ledger: Ledger; runner: ProjectionRunner; reach: () => Promise<void> }> {
  const { ledger, dataDir } = await temporaryLedger();
  const { runner } = openRunner({ store: ledger.store, dataDir, projections: [custodyProjection] });
  const reach = async () => {
    const head = await ledger.store.head();
    if (head !== null) expect(await runner.waitFor(head, 10_000)).toBe(true);
  };
  return { ledger, runner, reach };
}

async function collected(
  ledger: Ledger,
  mailbox: string,
  hour: number,
  counts: Partial<CustodyCounts>,
  error: string | null = null,
): Promise<void> {
  const startedAt = new Date(NOW.getTime() + hour * 3_600_000).toISOString();
  const completedAt = new Date(NOW.getTime() + hour * 3_600_000 + 1000).toISOString();
  const data: LedgerEventOf<'CollectionCompleted'>['data'] = {
    mailbox,
    startedAt,
    completedAt,
    error,
    ...NOTHING,
    ...counts,
  };
  await ledger.store.append(streams.custody(mailbox), 'any', [newEvent('CollectionCompleted', data, ledger)]);
}

describe('the mailboxes of the read model', () => {
  it('sum up what became of every mail that was listed', async () => {
    const { ledger, runner, reach } = await follow();
    await collected(ledger, 'bounces', 0, { listed: 5, appended: 4, parked: 1, deleted: 4, left: 1 });
    await collected(ledger, 'bounces', 1, { listed: 3, appended: 1, alreadyKnown: 1, parked: 1, deleted: 2, left: 1 });
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()).toMatchObject([
      {
        name: 'bounces',
        custody: { listed: 8, appended: 5, alreadyKnown: 1, parked: 2, notReached: 0, deleted: 6, left: 2 },
      },
    ]);
  });

  it('tell since when mails wait, until none does', async () => {
    const { ledger, runner, reach } = await follow();
    const waiting = async () => {
      await reach();
      const [view] = new SqliteRecordedMailboxes(runner).all();
      return [view?.waiting, view?.oldestWaitingAt];
    };
    await collected(ledger, 'bounces', 0, { listed: 2, parked: 1, notReached: 1, left: 2 });
    expect(await waiting()).toEqual([2, '2026-11-21T10:00:00.000Z']);
    await collected(ledger, 'bounces', 1, { listed: 2, appended: 1, parked: 1, deleted: 1, left: 1 });
    expect(await waiting()).toEqual([1, '2026-11-21T10:00:00.000Z']);
    await collected(ledger, 'bounces', 2, { listed: 1, appended: 1, deleted: 1 });
    expect(await waiting()).toEqual([0, null]);
    await collected(ledger, 'bounces', 3, { listed: 1, notReached: 1, left: 1 });
    expect(await waiting()).toEqual([1, '2026-11-21T13:00:00.000Z']);
  });

  it('keep the last success in sight while sessions fail', async () => {
    const { ledger, runner, reach } = await follow();
    await collected(ledger, 'bounces', 0, { listed: 1, appended: 1, deleted: 1 });
    await collected(ledger, 'bounces', 1, { listed: 2, appended: 1, notReached: 1, left: 2 }, 'connection-lost');
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()).toMatchObject([
      { lastSuccessAt: '2026-11-21T10:00:01.000Z', lastError: 'connection-lost' },
    ]);
  });

  it('know what waits better than a session that broke off before anything was listed', async () => {
    const { ledger, runner, reach } = await follow();
    await collected(ledger, 'bounces', 0, { listed: 9, appended: 5, notReached: 4, deleted: 5, left: 4 });
    await collected(ledger, 'bounces', 1, {}, 'pop3-connect');
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()[0]).toMatchObject({
      ...{ waiting: 4, oldestWaitingAt: '2026-11-21T10:00:00.000Z', lastError: 'pop3-connect' },
    });
    await collected(ledger, 'bounces', 2, {});
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()[0]).toMatchObject({ waiting: 0, oldestWaitingAt: null });
  });

  it('name the mails that are left aside, as they were recorded last', async () => {
    const { ledger, runner, reach } = await follow();
    const mail = {
      ...{ uidl: 'u1', number: null, size: 100, tries: 3, parked: true, error: 'pop3-refused', message: 'RETR: no' },
      ...{ lastTriedAt: '2026-11-21T10:00:00.000Z', nextTryAt: '2026-11-21T11:00:00.000Z' },
    };
    const mailboxes = new SqliteRecordedMailboxes(runner);
    expect(mailboxes.failuresIn('bounces')).toEqual({ mails: [], total: 0 });
    for (const failures of [
      { mails: [mail, mail], total: 120 },
      { mails: [mail], total: 1 },
    ]) {
      await collected(ledger, 'bounces', 0, { listed: 1, parked: 1, left: 1 });
      const event = newEvent('RetrievalFailuresRecorded', { mailbox: 'bounces', ...failures }, ledger);
      await ledger.store.append(streams.custody('bounces'), 'any', [event]);
      await reach();
      expect(mailboxes.all()).toMatchObject([{ leftAside: failures }]);
      expect(mailboxes.failuresIn('bounces')).toEqual(failures);
    }
    expect(mailboxes.failuresIn('other').total).toBe(0);
  });

  it('name the mails that failed in a ledger from before the event had its name of today', async () => {
    const { ledger, runner, reach } = await follow();
    await collected(ledger, 'bounces', 0, { listed: 2, parked: 2, left: 2 });
    const failures = { mails: [], total: 2 };
    const event = newEvent('RetrievalFailuresRecorded', { mailbox: 'bounces', ...failures }, ledger);
    await ledger.store.append(streams.custody('bounces'), 'any', [{ ...event, type: 'MailsLeftAside' }]);
    await reach();
    expect(new SqliteRecordedMailboxes(runner).failuresIn('bounces')).toEqual(failures);
  });

  it('count failures by kind, and tell since when sessions fail', async () => {
    const { ledger, runner, reach } = await follow();
    const errors = ['pop3-timeout', 'pop3-refused-x-1', 'pop3-refused-x-2', null, 'pop3-timeout', 'pop3-timeout'];
    for (const [hour, error] of errors.entries()) await collected(ledger, 'bounces', hour, {}, error);
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()).toMatchObject([
      {
        ...{ lastError: 'pop3-timeout', failingSince: '2026-11-21T14:00:00.000Z' },
        failures: [
          { error: 'pop3-timeout', failures: 3, lastAt: '2026-11-21T15:00:01.000Z' },
          { error: 'pop3-refused', failures: 2, lastAt: '2026-11-21T12:00:01.000Z' },
        ],
      },
    ]);
    await collected(ledger, 'bounces', 6, { listed: 2, alreadyKnown: 2, left: 2 });
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all()).toMatchObject([{ lastError: null, failingSince: null, left: 2 }]);
  });

  it('are listed in the order of their first collection', async () => {
    const { ledger, runner, reach } = await follow();
    for (const name of ['c', 'a', 'b', 'a']) await collected(ledger, name, 0, { listed: 1, appended: 1, deleted: 1 });
    await reach();
    expect(new SqliteRecordedMailboxes(runner).all().map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  });
});

describe('the mails seen', () => {
  it('are those that the ledger took from that mailbox, with that unique id and size, and since when', async () => {
    const { ledger, intake, dataDir } = await temporaryLedger();
    const { runner } = openRunner({ store: ledger.store, dataDir, projections: [findingsProjection] });
    const hour = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
    const mail = Buffer.from('Subject: x\r\n\r\nhello\r\n');
    await intake.receive(mail, { mailbox: 'bounces', uidl: 'UID1', receivedAt: hour(0) });
    // A server may give the unique id of a mail that is gone to another (RFC 1939, section 7).
    const other = Buffer.from('Subject: y\r\n\r\nhello\r\n');
    const { position } = await intake.receive(other, { mailbox: 'bounces', uidl: 'UID1', receivedAt: hour(2) });
    if (position === null) throw new Error('the mail was appended');
    expect(await runner.waitFor(position, 10_000)).toBe(true);

    const seen = new SqliteSeenMails(runner);
    expect(seen.receivedAt('bounces', 'UID1', mail.length)).toBe(hour(2).toISOString());
    expect(seen.receivedAt('bounces', 'UID1', mail.length + 1)).toBeNull();
    expect(seen.receivedAt('bounces', 'UID2', mail.length)).toBeNull();
    expect(seen.receivedAt('another', 'UID1', mail.length)).toBeNull();
  });
});
