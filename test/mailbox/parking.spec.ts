import { describe, expect, it } from 'vitest';
import type { LedgerEventOf } from '../../src/events/index.js';
import { bytesOf, type Intake } from '../../src/ledger/index.js';
import {
  collectMailbox,
  type CollectionDependencies,
  type CollectionReport,
  type Pop3MailboxOptions,
} from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import { startMaildropServer, type Interference } from '../support/maildrop-server.js';
import type { ServerConnection } from '../support/pop3-fault-server.js';
import { eventsOf, NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf } from './collection-kit.js';

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const hours = (count: number) => count * 60;

type RecordedFailures = LedgerEventOf<'RetrievalFailuresRecorded'>['data'];

/** A mailbox, what collects from it so many minutes after the first time, and what is recorded of it. */
async function failingMailbox(
  served: Parameters<typeof startMaildropServer>[0],
  interfere?: Interference,
  options: Partial<Pop3MailboxOptions> = {},
) {
  const ledger = await temporaryLedger();
  const server = await startMaildropServer(served, interfere);
  const memory = new MailboxMemory();
  const collect = async (minutes: number, changes: Partial<CollectionDependencies> = {}): Promise<CollectionReport> => {
    const parts = partsOf(ledger, { memory, clock: () => at(minutes), ...changes });
    const report = await collectMailbox(server.options(options), parts);
    expectToAddUp(report);
    return report;
  };
  const recordedFailures = async (): Promise<RecordedFailures[]> => {
    const events = await eventsOf(ledger.ledger.store, 'custody-bounces');
    return events
      .filter(({ type }) => type === 'RetrievalFailuresRecorded')
      .map(({ data }) => data as unknown as RecordedFailures);
  };
  const tries = (number: number) => server.received.filter((line) => line === `RETR ${number}`).length;
  return { ledger, server, collect, recordedFailures, tries };
}

const refusing = (number: number): Interference => {
  return (line) => (line === `RETR ${number}` ? '-ERR [SYS/PERM] cannot read it\r\n' : null);
};

describe('a mail that fails in every session', () => {
  it('is parked after three tries, and tried again after an hour, two, four, and so on up to a day', async () => {
    const { collect, tries } = await failingMailbox([mail('damaged')], refusing(1));
    expect(await collect(0)).toMatchObject({ parked: 0, notReached: 1 });
    expect(await collect(0.4)).toMatchObject({ parked: 0, notReached: 1 });
    expect(await collect(1)).toMatchObject({ parked: 0, notReached: 1 });
    expect(tries(1)).toBe(2);
    expect(await collect(3)).toMatchObject({ parked: 1, notReached: 0, left: 1, error: null });
    expect(tries(1)).toBe(3);
    let minutes = 3;
    for (const rest of [1, 2, 4, 8, 16, 24, 24].map(hours)) {
      const triesBefore = tries(1);
      expect(await collect(minutes + rest - 1)).toMatchObject({ parked: 1 });
      expect(tries(1)).toBe(triesBefore);
      minutes += rest;
      expect(await collect(minutes)).toMatchObject({ parked: 1 });
      expect(tries(1)).toBe(triesBefore + 1);
    }
  });

  it('is named in the ledger with every try, and no more once it was taken in', async () => {
    let fails = true;
    const { collect, recordedFailures } = await failingMailbox(mails(2), (line) =>
      fails && line === 'RETR 1' ? '-ERR [SYS/PERM] cannot read it\r\n' : null,
    );
    for (const minutes of [0, 1, 3]) await collect(minutes);
    const of = {
      uidl: 'uid-0',
      number: null,
      size: mail('mail 0').length,
      error: 'pop3-refused-sys-perm',
      message: 'RETR: cannot read it',
    };
    expect(await recordedFailures()).toEqual(
      [
        [1, false, 0, 0.5],
        [2, false, 1, 3],
        [3, true, 3, 63],
      ].map(([count, parked, lastTriedAt, nextTryAt]) => ({
        mailbox: 'bounces',
        total: 1,
        mails: [
          {
            ...{ ...of, tries: count, parked },
            lastTriedAt: at(Number(lastTriedAt)).toISOString(),
            nextTryAt: at(Number(nextTryAt)).toISOString(),
          },
        ],
      })),
    );
    fails = false;
    expect(await collect(70)).toMatchObject({ appended: 1, parked: 0, deleted: 1, left: 0 });
    expect((await recordedFailures()).at(-1)).toEqual({ mailbox: 'bounces', mails: [], total: 0 });
  });

  it('is tried at once when somebody asks for it', async () => {
    let fails = true;
    const { collect, tries } = await failingMailbox(mails(2), (line) =>
      fails && line === 'RETR 1' ? '-ERR no\r\n' : null,
    );
    for (const minutes of [0, 1, 3]) await collect(minutes);
    expect(await collect(4, { retryParked: true })).toMatchObject({ parked: 1, error: null });
    expect(tries(1)).toBe(4);
    fails = false;
    expect(await collect(5)).toMatchObject({ parked: 1 });
    expect(await collect(5, { retryParked: true })).toMatchObject({ appended: 1, parked: 0, deleted: 1, left: 0 });
  });

  it('keeps its count of tries when the process is another', async () => {
    const { collect, recordedFailures, tries } = await failingMailbox(mails(1), refusing(1));
    for (const minutes of [0, 1, 3, 4]) {
      const { mails: known = [], total = 0 } = (await recordedFailures()).at(-1) ?? {};
      const recorded = { failuresIn: () => ({ mails: known, total }) };
      await collect(minutes, { memory: new MailboxMemory(), recorded });
    }
    expect(tries(1)).toBe(3);
    expect((await recordedFailures()).map(({ mails: [first] }) => [first?.tries, first?.parked])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('is forgotten once it is gone from the server', async () => {
    const { server, collect, recordedFailures } = await failingMailbox(mails(1), refusing(1));
    await collect(0);
    server.maildrop.mails = [];
    await collect(1);
    expect((await recordedFailures()).at(-1)).toEqual({ mailbox: 'bounces', mails: [], total: 0 });
  });

  it('is told of by the place in the listing where there are no unique ids', async () => {
    const { collect, recordedFailures, tries } = await failingMailbox(
      mails(2),
      (line, connection) => (line === 'UIDL' ? '-ERR what?\r\n' : refusing(2)(line, connection)),
      { after: 'keep' },
    );
    for (const minutes of [0, 1, 3, 4]) await collect(minutes);
    expect(tries(2)).toBe(3);
    expect((await recordedFailures()).at(-1)?.mails).toMatchObject([{ uidl: null, number: 2, tries: 3, parked: true }]);
  });

  it('whose intake fails keeps no other mail on the server', async () => {
    const { ledger, server, collect, recordedFailures } = await failingMailbox([mail('poison'), ...mails(3)]);
    const intake: Pick<Intake, 'receive'> = {
      receive: (bytes, source) =>
        bytesOf(bytes).includes('poison')
          ? Promise.reject(new Error('cannot be taken in'))
          : ledger.intake.receive(bytes, source),
    };
    expect(await collect(0, { intake })).toMatchObject({ appended: 3, parked: 0, deleted: 3, left: 1, error: null });
    for (const [index, minutes] of [1, 3].entries()) {
      server.maildrop.mails = [...server.maildrop.mails, { uidl: `new-${index}`, bytes: mail(`new ${index}`) }];
      expect(await collect(minutes, { intake })).toMatchObject({ appended: 1, deleted: 1, left: 1, error: null });
    }
    const quits = server.count('QUIT');
    server.maildrop.mails = [...server.maildrop.mails, { uidl: 'last', bytes: mail('last') }];
    const connections = server.connections;
    expect(await collect(4, { intake })).toMatchObject({ appended: 1, parked: 1, deleted: 1, left: 1, error: null });
    // It rests: the session reaches its QUIT at the first go.
    expect([server.connections, server.count('QUIT')]).toEqual([connections + 1, quits + 1]);
    expect((await recordedFailures()).at(-1)?.mails).toMatchObject([{ uidl: 'uid-0', error: 'unexpected', tries: 3 }]);
  });
});

describe('a mail over which the connection is lost in every session', () => {
  const silent = new Set<ServerConnection>();

  it.each<[string, Interference]>([
    [
      'by a broken connection',
      (line, connection) => {
        if (line !== 'RETR 2') return null;
        connection.reset();
        return '';
      },
    ],
    [
      'by silence',
      (line, connection) => {
        if (line === 'RETR 2') silent.add(connection);
        return line === 'RETR 2' ? '+OK\r\nhalf of it' : silent.has(connection) ? '' : null;
      },
    ],
    ['by an answer that is no POP3', (line) => (line === 'RETR 2' ? 'what?\r\n' : null)],
  ])('%s, lets the others pass from the second session on, and is parked after three', async (_, interfere) => {
    const { ledger, server, collect, recordedFailures, tries } = await failingMailbox(mails(5), interfere);
    const limits = { pop: { ...DEFAULT_POP_LIMITS, replyMs: 300 } };
    expect(await collect(0, { limits })).toMatchObject({ deleted: 0, parked: 0 });
    expect(await collect(0.1, { limits })).toMatchObject({ deleted: 4, left: 1, notReached: 1, error: null });
    expect(server.maildrop.mails).toHaveLength(1);
    // Now it is the only one, and what comes later goes before it.
    server.maildrop.mails = [{ uidl: 'first', bytes: mail('first') }, ...server.maildrop.mails];
    await collect(1, { limits });
    await collect(3.1, { limits });
    expect(tries(2)).toBe(3);
    expect(await collect(4, { limits })).toMatchObject({ parked: 1, deleted: 1, left: 1, error: null });
    expect((await recordedFailures()).at(-1)?.mails).toMatchObject([{ uidl: 'uid-1', tries: 3, parked: true }]);
    const events = await eventsOf(ledger.ledger.store);
    expect(events.filter(({ type }) => type === 'MailReceived')).toHaveLength(5);
  });
});

describe('a mail that is larger than allowed', () => {
  it('is parked without a try, named in the ledger, and taken in when larger mails are allowed', async () => {
    const large = Buffer.from(`Subject: large\r\n\r\n${'x'.repeat(2_000)}\r\n`);
    const { ledger, server, collect, recordedFailures } = await failingMailbox([large], undefined, {
      maxMailBytes: 1_000,
    });
    expect(await collect(0)).toMatchObject({ parked: 1, left: 1, error: null });
    expect(await collect(5)).toMatchObject({ parked: 1 });
    expect(await recordedFailures()).toEqual([
      {
        mailbox: 'bounces',
        total: 1,
        mails: [
          {
            ...{ uidl: 'uid-0', number: null, size: large.length, tries: 0, parked: true, error: 'too-large' },
            message: 'larger than maxMailBytes, which is 1000',
            ...{ lastTriedAt: null, nextTryAt: null },
          },
        ],
      },
    ]);
    expect(server.count('RETR')).toBe(0);
    expect(await collectMailbox(server.options(), partsOf(ledger))).toMatchObject({ appended: 1, deleted: 1 });
  });

  it('counts once, also in a process that was started again', async () => {
    const large = Buffer.from(`Subject: large\r\n\r\n${'x'.repeat(2_000)}\r\n`);
    const served = [mail('damaged'), large];
    const { collect, recordedFailures } = await failingMailbox(served, refusing(1), { maxMailBytes: 1_000 });
    for (const minutes of [0, 1, 3]) {
      const { mails: known = [], total = 0 } = (await recordedFailures()).at(-1) ?? {};
      await collect(minutes, {
        memory: new MailboxMemory(),
        recorded: { failuresIn: () => ({ mails: known, total }) },
      });
    }
    expect((await recordedFailures()).map(({ total, mails: named }) => [total, named.length])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
  });
});
