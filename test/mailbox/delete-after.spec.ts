import { describe, expect, it, onTestFinished } from 'vitest';
import { collectMailbox, type CollectionDependencies, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { openReadModel, type ReadModel } from '../../src/service/open-read-model.js';
import { startMaildropServer, type Interference, type MaildropServer } from '../support/maildrop-server.js';
import { NOW, temporaryLedger, type TemporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

const HOUR_SECONDS = 3_600;
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR_SECONDS * 1000);

/** A mailbox whose mails stay for ten hours, and what collects from it at a given hour. */
async function stayingMailbox(served: Parameters<typeof startMaildropServer>[0], interfere?: Interference) {
  const ledger = await temporaryLedger();
  const server = await startMaildropServer(served, interfere);
  const memory = new MailboxMemory();
  const collect = async (hours: number, changes: Partial<CollectionDependencies> = {}): Promise<CollectionReport> => {
    const options = server.options({ after: 'delete', deleteAfterSeconds: 10 * HOUR_SECONDS });
    const report = await collectMailbox(options, partsOf(ledger, { memory, clock: () => at(hours), ...changes }));
    expectToAddUp(report);
    return report;
  };
  return { ledger, server, collect };
}

async function followedBy({ ledger, dataDir }: TemporaryLedger): Promise<ReadModel> {
  const onFailure = (error: unknown) => {
    throw error;
  };
  const readModel = openReadModel({ ledger, dataDir, correlation: { verp: {} }, onFailure });
  onTestFinished(() => readModel.close());
  await readModel.caughtUp();
  return readModel;
}

const left = ({ maildrop }: MaildropServer) => maildrop.mails.map(({ uidl }) => uidl);

describe('a mail that is to be deleted after a time', () => {
  it('stays for that long after the ledger received it, and is then retrieved once more and deleted', async () => {
    const { server, collect } = await stayingMailbox(mails(3));
    expect(await collect(0)).toMatchObject({ appended: 3, deleted: 0, left: 3, error: null });
    expect(await collect(9)).toMatchObject({ listed: 3, alreadyKnown: 3, parked: 0, notReached: 0, left: 3 });
    expect(server.count('RETR')).toBe(3);
    expect(server.count('DELE')).toBe(0);
    expect(await collect(10)).toMatchObject({ appended: 0, alreadyKnown: 3, deleted: 3, left: 0, error: null });
    expect(server.count('RETR')).toBe(6);
    expect(left(server)).toEqual([]);
  });

  it('goes when its own time has come, whatever came later', async () => {
    const { server, collect } = await stayingMailbox([mail('first')]);
    await collect(0);
    server.maildrop.mails = [...server.maildrop.mails, { uidl: 'later', bytes: mail('later') }];
    expect(await collect(6)).toMatchObject({ appended: 1, alreadyKnown: 1, deleted: 0, left: 2 });
    expect(await collect(12)).toMatchObject({ alreadyKnown: 2, deleted: 1, left: 1 });
    expect(left(server)).toEqual(['later']);
    expect(await collect(16)).toMatchObject({ deleted: 1, left: 0 });
  });

  it('is known after a restart by what the ledger holds, and goes when its time has come', async () => {
    const { ledger, server, collect } = await stayingMailbox(mails(5));
    await collect(0);
    const restarted = async (hours: number) => {
      const { seenMails: seen } = await followedBy(ledger);
      return collect(hours, { seen, memory: new MailboxMemory() });
    };
    expect(await restarted(5)).toMatchObject({ appended: 0, alreadyKnown: 5, deleted: 0, left: 5 });
    expect(server.count('RETR')).toBe(5);
    expect(await restarted(10)).toMatchObject({ appended: 0, alreadyKnown: 5, deleted: 5, left: 0 });
    expect(server.count('RETR')).toBe(10);
  });

  it('is fetched again by a ledger that was restored from a backup made before it came', async () => {
    const { server, collect } = await stayingMailbox(mails(4));
    await collect(0);
    const restored = await temporaryLedger();
    const { seenMails: seen } = await followedBy(restored);
    const again = await collect(9, { ...partsOf(restored), clock: () => at(9), seen, memory: new MailboxMemory() });
    expect(again).toMatchObject({ appended: 4, alreadyKnown: 0, deleted: 0, left: 4 });
    expect(await received(restored)).toHaveLength(4);
    expect(left(server)).toHaveLength(4);
  });

  it('counts from when the ledger received it first, by whatever way', async () => {
    const { ledger, server, collect } = await stayingMailbox([mail('moved')]);
    await ledger.intake.receive(mail('moved'), { mailbox: 'another', uidl: 'x', receivedAt: at(-8) });
    expect(await collect(0)).toMatchObject({ appended: 0, alreadyKnown: 1, deleted: 0 });
    expect(await collect(1)).toMatchObject({ alreadyKnown: 1, deleted: 0 });
    expect(server.count('RETR')).toBe(1);
    expect(await collect(2)).toMatchObject({ alreadyKnown: 1, deleted: 1, left: 0 });
  });

  it('is not deleted in the place of another, where the server gives its unique id to one of the same size', async () => {
    const { ledger, server, collect } = await stayingMailbox([{ uidl: '1', bytes: mail('one') }]);
    await collect(0);
    server.maildrop.mails = [{ uidl: '1', bytes: mail('two') }];
    expect(await collect(9)).toMatchObject({ appended: 0, alreadyKnown: 1, left: 1 });
    expect(await collect(11)).toMatchObject({ appended: 1, alreadyKnown: 0, deleted: 0, left: 1 });
    expect(await received(ledger)).toHaveLength(2);
    expect(await collect(20)).toMatchObject({ alreadyKnown: 1, deleted: 0 });
    expect(await collect(21)).toMatchObject({ alreadyKnown: 1, deleted: 1, left: 0 });
  });

  it('is not retrieved a third time where QUIT was not confirmed', async () => {
    let quits = 0;
    const { server, collect } = await stayingMailbox(mails(3), (line, connection) => {
      if (line !== 'QUIT' || quits++ !== 1) return null;
      connection.reset();
      return '';
    });
    await collect(0);
    expect(await collect(10)).toMatchObject({ deleted: 0, left: 3, error: { code: 'pop3-closed' } });
    expect(await collect(11)).toMatchObject({ alreadyKnown: 3, deleted: 3, left: 0, error: null });
    expect(server.count('RETR')).toBe(6);
  });

  it('goes though another mail of the session cannot be had', async () => {
    const { server, collect } = await stayingMailbox(mails(3), (line) =>
      line === 'RETR 2' ? '-ERR damaged\r\n' : null,
    );
    expect(await collect(0)).toMatchObject({ appended: 2, deleted: 0, left: 3, error: null });
    expect(await collect(10)).toMatchObject({ alreadyKnown: 2, deleted: 2, left: 1, error: null });
    expect(left(server)).toEqual(['uid-1']);
  });
});

describe('a mailbox without usable unique ids whose mails are to be deleted after a time', () => {
  const WITHOUT: Interference = (line) => (line === 'UIDL' ? '-ERR what?\r\n' : null);

  it.each([
    ['the server has no UIDL', mails(3), WITHOUT],
    ['the server repeats them', mails(3).map((bytes) => ({ uidl: 'same', bytes })), undefined],
  ])('is read in every session, and emptied when the time has come: %s', async (_, served, interfere) => {
    const { ledger, server, collect } = await stayingMailbox(served, interfere);
    expect(await collect(0)).toMatchObject({ appended: 3, deleted: 0, left: 3 });
    expect(await collect(5)).toMatchObject({ alreadyKnown: 3, deleted: 0, left: 3 });
    expect(await collect(10)).toMatchObject({ alreadyKnown: 3, deleted: 3, left: 0 });
    expect(server.count('RETR')).toBe(9);
    expect(await received(ledger)).toHaveLength(3);
  });

  it('is read to its end in turns, though a session retrieves less than it holds', async () => {
    const { ledger, collect } = await stayingMailbox(mails(7), WITHOUT);
    const limits = { maxMails: 3 };
    expect(await collect(0, { limits })).toMatchObject({ appended: 3, notReached: 4, left: 7 });
    expect(await collect(1, { limits })).toMatchObject({ appended: 3, notReached: 4, left: 7 });
    expect(await collect(2, { limits })).toMatchObject({ appended: 1, alreadyKnown: 2, notReached: 4, left: 7 });
    expect(await received(ledger)).toHaveLength(7);
  });
});
