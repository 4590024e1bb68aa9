import { describe, expect, it } from 'vitest';
import { collectMailbox, type CollectionDependencies, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import { startMaildropServer, type Interference } from '../support/maildrop-server.js';
import { temporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

const WITHOUT_UIDL: Interference = (line) => (line === 'UIDL' ? '-ERR what?\r\n' : null);

async function mailbox(after: 'keep' | 'delete', served: readonly Buffer[], interfere?: Interference) {
  const ledger = await temporaryLedger();
  const server = await startMaildropServer(served, interfere);
  const memory = new MailboxMemory();
  const collect = async (changes: Partial<CollectionDependencies> = {}): Promise<CollectionReport> => {
    const report = await collectMailbox(server.options({ after }), partsOf(ledger, { memory, ...changes }));
    expectToAddUp(report);
    return report;
  };
  const { maildrop } = server;
  /** Somebody else removes the first mail, and mails come: every number is another. */
  const change = (round: number): void => {
    const come = [0, 1].map((n) => ({ uidl: `come-${round}-${n}`, bytes: mail(`come ${round} ${n}`) }));
    maildrop.mails = [...maildrop.mails.slice(1), ...come];
  };
  return { ledger, server, maildrop, collect, change };
}

describe('a mailbox that grows and shrinks between sessions', () => {
  it('is read to its end, each mail once, where mails are kept', async () => {
    const { ledger, server, collect, change } = await mailbox('keep', mails(10));
    expect(await collect()).toMatchObject({ listed: 10, appended: 10 });
    for (let round = 0; round < 5; round += 1) {
      change(round);
      expect(await collect()).toMatchObject({
        listed: 11 + round,
        appended: 2,
        alreadyKnown: 9 + round,
        left: 11 + round,
      });
    }
    expect(await received(ledger)).toHaveLength(20);
    expect(server.count('RETR')).toBe(20);
  });

  it('loses no mail where unique ids are not to be had', async () => {
    const { ledger, collect, change } = await mailbox('keep', mails(10), WITHOUT_UIDL);
    await collect();
    for (let round = 0; round < 5; round += 1) {
      change(round);
      expect(await collect({ limits: { maxMails: 20 } })).toMatchObject({ appended: 2, error: null });
    }
    expect(await received(ledger)).toHaveLength(20);
  });

  it('deletes what it was told of and nothing that came since, when QUIT of the session before was not confirmed', async () => {
    let quits = 0;
    const { ledger, maildrop, collect, change } = await mailbox('delete', mails(5), (line, connection) => {
      if (line !== 'QUIT' || quits++ > 0) return null;
      connection.reset();
      return '';
    });
    expect(await collect()).toMatchObject({ appended: 5, deleted: 0, error: { code: 'pop3-closed' } });
    change(0);
    expect(await collect()).toMatchObject({
      listed: 6,
      appended: 2,
      alreadyKnown: 4,
      deleted: 6,
      left: 0,
      error: null,
    });
    expect(maildrop.mails).toEqual([]);
    expect(await received(ledger)).toHaveLength(7);
  });
});

describe('a server whose LIST tells wrong sizes', () => {
  const nasty = [
    Buffer.from(`Subject: long\r\n\r\n${'x'.repeat(300_000)}\r\n`),
    Buffer.from('Subject: dots\r\n\r\n.\r\n..\r\n...\r\n'),
    ...mails(20),
  ];
  const saying = (size: (bytes: number) => number): Interference => {
    const list = nasty.map(({ length }, index) => `${index + 1} ${size(length)}\r\n`).join('');
    return (line) => (line === 'LIST' ? `+OK\r\n${list}.\r\n` : null);
  };

  it.each<[string, Interference]>([
    ['none at all', saying(() => 0)],
    ['one byte', saying(() => 1)],
    ['with bare line feeds', saying((bytes) => bytes - 3)],
    ['twice as much', saying((bytes) => 2 * bytes)],
  ])('gives every byte of every mail all the same, and nothing is retrieved twice: %s', async (_, interfere) => {
    const { ledger, server, collect } = await mailbox('keep', nasty, interfere);
    const limits = { pop: { ...DEFAULT_POP_LIMITS, windowBytes: 1_000 }, inFlightBytes: 1_000 };
    expect(await collect({ limits })).toMatchObject({ appended: nasty.length, error: null });
    expect(await collect({ limits })).toMatchObject({ appended: 0, alreadyKnown: nasty.length });
    expect(server.count('RETR')).toBe(nasty.length);
    for (const { uidl, size, rawDigest } of await received(ledger)) {
      const bytes = nasty[Number(uidl?.replace('uid-', ''))];
      expect(size).toBe(bytes?.length);
      expect((await ledger.evidence.read(rawDigest))?.equals(bytes ?? Buffer.from('lost'))).toBe(true);
    }
  });

  it('parks what it says is too large, names it, and gives the rest', async () => {
    const { ledger, collect } = await mailbox(
      'delete',
      nasty,
      saying((bytes) => (bytes > 100_000 ? 9e14 : bytes)),
    );
    expect(await collect()).toMatchObject({ appended: nasty.length - 1, parked: 1, left: 1, error: null });
    expect(await received(ledger)).toHaveLength(nasty.length - 1);
  });
});
