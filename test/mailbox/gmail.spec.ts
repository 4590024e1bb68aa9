import { describe, expect, it } from 'vitest';
import { bytesOf, type Intake } from '../../src/ledger/index.js';
import { collectMailbox, type CollectionDependencies, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { LISTED_AT_A_TIME, startGmailLikeServer } from '../support/gmail-like-server.js';
import type { Interference } from '../support/maildrop-server.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

async function gmail(served: readonly Buffer[], after: 'keep' | 'delete', interfere?: Interference) {
  const ledger = await temporaryLedger();
  const server = await startGmailLikeServer(served, interfere);
  const memory = new MailboxMemory();
  const collect = async (changes: Partial<CollectionDependencies> = {}): Promise<CollectionReport> => {
    const report = await collectMailbox(server.options({ after }), partsOf(ledger, { memory, ...changes }));
    expectToAddUp(report);
    return report;
  };
  return { ledger, server, collect };
}

describe('a server that lists some mails at a time and hides at QUIT what was retrieved, as Gmail does', () => {
  it.each(['keep', 'delete'] as const)(
    'gives all of its mails in several sessions, each once (after: %s)',
    async (after) => {
      const { ledger, server, collect } = await gmail(mails(600), after);
      const appended: number[] = [];
      while (server.listable().length > 0) appended.push((await collect()).appended);
      expect(appended).toEqual([LISTED_AT_A_TIME, LISTED_AT_A_TIME, 100]);
      expect(await received(ledger)).toHaveLength(600);
      expect(server.count('RETR')).toBe(600);
    },
  );

  it('hides nothing from a session that was broken off, and the next one finds it all', async () => {
    let broken = false;
    const { ledger, server, collect } = await gmail(mails(300), 'delete', (line, connection) => {
      if (broken || line !== 'RETR 100') return null;
      broken = true;
      connection.reset();
      return '';
    });
    expect((await collect()).error).toMatchObject({ code: 'pop3-closed' });
    expect(server.listable()).toHaveLength(300);
    while (server.listable().length > 0) await collect({ clock: () => new Date(NOW.getTime() + 60_000) });
    expect(await received(ledger)).toHaveLength(300);
  });

  it.each(['keep', 'delete'] as const)('never hides a mail that is not in the ledger (after: %s)', async (after) => {
    const { ledger, server, collect } = await gmail([mail('poison'), ...mails(20)], after);
    const intake: Pick<Intake, 'receive'> = {
      receive: (bytes, source) =>
        bytesOf(bytes).includes('poison')
          ? Promise.reject(new Error('cannot be taken in'))
          : ledger.intake.receive(bytes, source),
    };
    for (const minutes of [0, 1, 4, 5]) {
      await collect({ intake, clock: () => new Date(NOW.getTime() + minutes * 60_000) });
      expect(server.listable()).toContain('GmailId0');
    }
    expect(await received(ledger)).toHaveLength(20);
    const later = new Date(NOW.getTime() + 2 * 3_600_000);
    expect(await collect({ clock: () => later })).toMatchObject({ appended: 1, parked: 0, error: null });
    expect(server.listable()).not.toContain('GmailId0');
  });
});
