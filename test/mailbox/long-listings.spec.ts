import { describe, expect, it } from 'vitest';
import { collectMailbox, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import type { Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { startMaildropServer, type Interference, type MaildropServer } from '../support/maildrop-server.js';
import { temporaryLedger, type TemporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

const LIMITS = { maxListedMails: 10, maxMails: 6 };
const MEBIBYTE = 1024 * 1024;

interface Collecting {
  readonly ledger: TemporaryLedger;
  readonly server: MaildropServer;
  readonly looks: number[];
  readonly collect: () => Promise<CollectionReport>;
}

async function collecting(
  served: readonly Buffer[],
  changes: Partial<Pop3MailboxOptions>,
  interfere?: Interference,
): Promise<Collecting> {
  const ledger = await temporaryLedger();
  const server = await startMaildropServer(served, interfere);
  const memory = new MailboxMemory();
  const looks: number[] = [];
  const observer = { listed: (_: number, held: number) => looks.push(held) };
  const collect = async () => {
    const parts = partsOf(ledger, { memory, observer, limits: LIMITS });
    const report = await collectMailbox(server.options(changes), parts);
    expectToAddUp(report);
    return report;
  };
  return { ledger, server, looks, collect };
}

async function collectTimes(times: number, collect: () => Promise<CollectionReport>): Promise<CollectionReport[]> {
  const reports: CollectionReport[] = [];
  for (let time = 0; time < times; time += 1) reports.push(await collect());
  return reports;
}

const uidls = async (ledger: TemporaryLedger) => (await received(ledger)).map(({ uidl }) => uidl ?? '').sort();
const expectedUidls = (count: number) => Array.from({ length: count }, (_, index) => `uid-${index}`).sort();

describe('a mailbox of more mails than one session looks at', () => {
  it('is read and emptied session by session, each mail once', async () => {
    const { ledger, server, looks, collect } = await collecting(mails(25), { after: 'delete' });
    const reports = await collectTimes(6, collect);
    expect(await uidls(ledger)).toEqual(expectedUidls(25));
    expect(server.maildrop.mails).toEqual([]);
    expect(reports[0]).toMatchObject({ listed: 25, appended: 6, notReached: 19, deleted: 6, left: 19, error: null });
    expect(reports.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(25);
    expect(Math.max(...looks)).toBe(10);
    expect(server.count('RETR')).toBe(25);
  });

  it('is read session by session where mails are kept, each mail once, and so is what comes later', async () => {
    const { ledger, server, looks, collect } = await collecting(mails(25), { after: 'keep' });
    await collectTimes(6, collect);
    expect(await uidls(ledger)).toEqual(expectedUidls(25));
    server.maildrop.mails = [...server.maildrop.mails, { uidl: 'uid-25', bytes: mail('later') }];
    await collectTimes(3, collect);
    expect(await uidls(ledger)).toEqual(expectedUidls(26));
    expect(server.count('RETR')).toBe(26);
    expect(server.maildrop.mails).toHaveLength(26);
    expect(Math.max(...looks)).toBe(10);
  });

  it('is read whole where the server knows no unique ids and mails are kept', async () => {
    const noUidl: Interference = (line) => (line === 'UIDL' ? '-ERR what?\r\n' : null);
    const { ledger, server, collect } = await collecting(mails(25), { after: 'keep' }, noUidl);
    await collectTimes(5, collect);
    expect(await received(ledger)).toHaveLength(25);
    expect(server.maildrop.mails).toHaveLength(25);
  });

  it('reaches mails behind many that stay because they are too large', async () => {
    const large = Buffer.concat([mail('large'), Buffer.alloc(2_000, 'x\r\n')]);
    const served = [...Array.from({ length: 23 }, () => large), ...mails(2)];
    const { ledger, server, collect } = await collecting(served, { after: 'delete', maxMailBytes: 1_000 });
    const reports = await collectTimes(4, collect);
    expect(await uidls(ledger)).toEqual(['uid-23', 'uid-24']);
    expect(server.maildrop.mails).toHaveLength(23);
    expect(reports.every(({ error }) => error === null)).toBe(true);
  });
});

describe('mails that are larger than listed', () => {
  it.each(['keep', 'delete'] as const)(
    'wait on the server, beyond one, for room in memory (after: %s)',
    async (after) => {
      const served = Array.from({ length: 12 }, (_, index) =>
        Buffer.concat([mail(`large ${index}`), Buffer.from(`${'x'.repeat(76)}\r\n`.repeat(13_000))]),
      );
      const list = served.map((_, index) => `${index + 1} 1\r\n`).join('');
      const server = await startMaildropServer(served, (line) => (line === 'LIST' ? `+OK\r\n${list}.\r\n` : null));
      const ledger = await temporaryLedger();
      const parts = partsOf(ledger);
      let [held, most] = [0, 0];
      const intake: typeof parts.intake = {
        async receive(bytes, source) {
          const size = served[0]?.length ?? 0;
          most = Math.max(most, (held += size));
          // So long, all that a server may send without leave has come.
          await new Promise((resolve) => setTimeout(resolve, 20));
          try {
            return await parts.intake.receive(bytes, source);
          } finally {
            held -= size;
          }
        },
      };
      const report = await collectMailbox(server.options({ after, maxMailBytes: 2 * MEBIBYTE }), {
        ...parts,
        intake,
        limits: { inFlightBytes: 2 * MEBIBYTE },
      });
      expect(report).toMatchObject({ appended: 12, error: null, deleted: after === 'delete' ? 12 : 0 });
      expectToAddUp(report);
      expect(most).toBeLessThanOrEqual(4 * MEBIBYTE);
    },
  );
});
