import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rawDigestOf } from '../../src/ledger/evidence/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { collectMailbox, type Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { expectToAddUp, partsOf, received } from '../mailbox/collection-kit.js';
import { ACCOUNT, whyNot, type PopServer } from '../support/pop-server.js';
import { temporaryLedger } from '../support/temporary-ledger.js';
import { NASTY_MAILS } from './nasty-mails.js';

export interface ServerTraits {
  readonly pipelining: boolean;
  /** What a second sign-in hears while a session is open: a response code, or null where it is let in. */
  readonly secondSession: 'IN-USE' | null;
  /** The response code of a wrong password. */
  readonly wrongPassword: 'AUTH' | null;
  /** What the server makes of a mail's bytes; null where that cannot be foretold. */
  readonly presents: ((mail: Buffer) => Buffer) | null;
  /** Mails, by their names, that are another mail after this server's store had them, and why. */
  readonly altered?: Readonly<Record<string, string>>;
}

const MAILS = NASTY_MAILS.map(([, mail]) => mail);
const LIMIT_MS = 120_000;

/** What the collector needs of any server, and what this one is known to do. */
export function describeServer(name: string, start: () => Promise<PopServer>, traits: ServerTraits): void {
  const reason = whyNot(name);
  describe.skipIf(reason !== null)(`${name}${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
    let server: PopServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());

    /** A server needs its time to notice that a connection was dropped. */
    const opened = () =>
      vi.waitFor(() => open(server), {
        timeout: LIMIT_MS,
        interval: 500,
      });

    it(
      'gives every nasty mail as it keeps it, and the same mail as before for the ledger',
      { timeout: LIMIT_MS },
      async () => {
        server.fill(MAILS);
        const session = await opened();
        expect(session.capabilities.has('PIPELINING')).toBe(traits.pipelining);
        const { mails, uidlsAreUnique } = await session.list();
        expect(uidlsAreUnique).toBe(true);
        const retrieved = await Promise.all(mails.map((mail) => session.retrieve(mail)));
        await session.quit();
        expect(retrieved).toHaveLength(MAILS.length);
        for (const [index, [what, mail]] of NASTY_MAILS.entries()) {
          const bytes = retrieved[index] ?? Buffer.alloc(0);
          if (traits.altered?.[what] !== undefined) continue;
          expect(mailIdOf(bytes), what).toBe(mailIdOf(mail));
          if (traits.presents !== null) expect(bytes.equals(traits.presents(mail)), what).toBe(true);
        }
      },
    );

    it(
      'deletes nothing when the connection is dropped, or the deletions are taken back',
      { timeout: LIMIT_MS },
      async () => {
        server.fill(MAILS.slice(0, 5));
        const dropped = await opened();
        await Promise.all((await dropped.list()).mails.map((mail) => dropped.delete(mail)));
        dropped.drop();
        const takenBack = await opened();
        await Promise.all((await takenBack.list()).mails.map((mail) => takenBack.delete(mail)));
        await takenBack.reset();
        await takenBack.quit();
        const after = await opened();
        expect((await after.list()).mails).toHaveLength(5);
        await after.quit();
      },
    );

    it(
      'is collected: kept mails are retrieved once, and then deleted with every mail in the ledger',
      { timeout: LIMIT_MS },
      async () => {
        server.fill(MAILS);
        const ledger = await temporaryLedger();
        const parts = partsOf(ledger, { memory: new MailboxMemory() });
        const first = await collectMailbox(mailboxOf(server, 'keep'), parts);
        expect(first, server.log()).toMatchObject({
          listed: MAILS.length,
          appended: MAILS.length,
          left: MAILS.length,
          error: null,
        });
        const second = await collectMailbox(mailboxOf(server, 'keep'), parts);
        expect(second).toMatchObject({ appended: 0, alreadyKnown: MAILS.length, error: null });
        const third = await collectMailbox(mailboxOf(server, 'delete'), partsOf(ledger));
        expect(third).toMatchObject({ alreadyKnown: MAILS.length, deleted: MAILS.length, left: 0, error: null });
        const fourth = await collectMailbox(mailboxOf(server, 'delete'), partsOf(ledger));
        expect(fourth).toMatchObject({ listed: 0, error: null });
        for (const report of [first, second, third, fourth]) expectToAddUp(report);
        const mails = await received(ledger);
        expect(mails).toHaveLength(MAILS.length);
        for (const { rawDigest } of mails) {
          expect(rawDigestOf((await ledger.evidence.read(rawDigest)) ?? Buffer.from('lost'))).toBe(rawDigest);
        }
      },
    );

    it(
      traits.secondSession === null
        ? 'lets a second session in'
        : `answers ${traits.secondSession} to a second session`,
      async () => {
        server.fill(MAILS.slice(0, 2));
        const first = await opened();
        await first.list();
        if (traits.secondSession === null) await (await open(server)).quit();
        else await expect(open(server)).rejects.toMatchObject({ kind: 'refused', responseCode: traits.secondSession });
        await first.quit();
      },
    );

    it('refuses a wrong password, which is not in the error', async () => {
      const password = 'not the password';
      const error: unknown = await open(server, password).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ kind: 'refused', verb: 'PASS', responseCode: traits.wrongPassword });
      expect(JSON.stringify(error) + String(error)).not.toContain(password);
    });
  });
}

function open({ host, port }: PopServer, password: string = ACCOUNT.password): Promise<PopSession> {
  return PopSession.open({ host, port, security: 'none' }, { user: ACCOUNT.user, password }, DEFAULT_POP_LIMITS);
}

function mailboxOf({ host, port }: PopServer, after: 'keep' | 'delete'): Pop3MailboxOptions {
  const { user, password } = ACCOUNT;
  const maxMailBytes = DEFAULT_POP_LIMITS.maxMailBytes;
  return {
    name: 'bounces',
    host,
    effectivePort: port,
    tls: 'none',
    user,
    password,
    pollIntervalSeconds: 60,
    after,
    maxMailBytes,
  };
}

/** As an mbox keeps lines that begin with "From ". */
export function withFromQuoted(mail: Buffer): Buffer {
  return Buffer.from(mail.toString('latin1').replaceAll(/(?<=^|\n)(?=>*From )/g, '>'), 'latin1');
}
