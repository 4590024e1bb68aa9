import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailIdOf } from '../../src/ledger/index.js';
import { collectMailbox, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { startMaildropServer, type Interference, type MaildropServer } from '../support/maildrop-server.js';
import { NOW, temporaryLedger, type TemporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, partsOf, received } from './collection-kit.js';

const HOUR_MS = 3_600_000;

/** Mails of 613, 614, … bytes, none of the size of another. */
function mailsOfSizes(count: number, first = 613): Buffer[] {
  return Array.from({ length: count }, (_, index) => {
    const header = `From: a@example.com\r\nSubject: mail ${index}\r\n\r\n`;
    return Buffer.from(`${header}${'x'.repeat(first + index - header.length - 2)}\r\n`);
  });
}

const reply = (body: string) => `+OK\r\n${body}.\r\n`;

/** Answers RETR of the mail `uid-1` in the server's place, wherever it is listed. */
const retrieving =
  (answer: string): Interference =>
  (line, _, maildrop) => {
    const number = /^RETR (\d+)$/.exec(line)?.[1];
    return maildrop?.mails[Number(number) - 1]?.uidl === 'uid-1' ? answer : null;
  };

interface Collecting {
  readonly ledger: TemporaryLedger;
  readonly server: MaildropServer;
  readonly collect: (hours?: number) => Promise<CollectionReport>;
  /** Unique ids of the mails that are still on the server. */
  readonly left: () => string[];
}

async function collecting(mails: readonly Buffer[], interfere?: Interference): Promise<Collecting> {
  const ledger = await temporaryLedger();
  const server = await startMaildropServer(mails, interfere);
  const memory = new MailboxMemory();
  const collect = async (hours = 0) => {
    const clock = () => new Date(NOW.getTime() + hours * HOUR_MS);
    const report = await collectMailbox(server.options(), partsOf(ledger, { memory, clock }));
    expectToAddUp(report);
    return report;
  };
  return { ledger, server, collect, left: () => server.maildrop.mails.map(({ uidl }) => uidl) };
}

describe('a server that hands over something else than it lists', () => {
  const mails = mailsOfSizes(4);

  it.each<[string, string]>([
    ['nothing', reply('')],
    ['its first 300 bytes', reply(`${mails[1]?.toString('latin1', 0, 298) ?? ''}\r\n`)],
    ['all but its last line', reply(`${mails[1]?.toString('latin1', 0, 570) ?? ''}\r\n`)],
    [
      'a stand-in text',
      reply('From: server@example.com\r\nSubject: cannot convert\r\n\r\nThis message is damaged.\r\n'),
    ],
  ])('keeps the mail of which it gives %s, and every session says so', async (_, answer) => {
    const { ledger, collect, left } = await collecting(mails, retrieving(answer));
    for (const hours of [0, 1, 2, 4, 30]) await collect(hours);
    expect(left()).toEqual(['uid-1']);
    expect((await received(ledger)).map(({ uidl }) => uidl).sort()).toEqual(['uid-0', 'uid-2', 'uid-3']);
    expect(await collect(31)).toMatchObject({ listed: 1, parked: 1, left: 1, error: null });
  });

  it('loses nothing of it once the server hands over the whole', async () => {
    let broken = true;
    const { ledger, collect, left } = await collecting(mails, (line) =>
      broken && line === 'RETR 2' ? reply('') : null,
    );
    await collect();
    broken = false;
    await collect(1);
    expect(left()).toEqual([]);
    expect(await received(ledger)).toHaveLength(4);
  });

  it('is believed where it lists estimates, of which none agrees', async () => {
    const estimated = mailsOfSizes(9, 4_000);
    const list = estimated.map(({ length }, index) => `${index + 1} ${Math.round(length * 1.06)}\r\n`).join('');
    const { ledger, collect, left } = await collecting(estimated, (line) =>
      line === 'LIST' ? `+OK\r\n${list}.\r\n` : null,
    );
    await collect();
    await collect(1);
    expect(left()).toEqual([]);
    expect(await received(ledger)).toHaveLength(9);
  });

  it.each<[string, Buffer]>([
    ['a mail without any header', Buffer.from('the file system is full\r\nand nobody knows why\r\n')],
    ['an empty mail', Buffer.alloc(0)],
  ])('keeps %s, which is evidence all the same', async (_, bytes) => {
    const { ledger, collect, left } = await collecting([mail('one'), bytes]);
    for (const hours of [0, 1, 2, 4]) await collect(hours);
    expect(left()).toEqual(['uid-1']);
    expect(await received(ledger)).toHaveLength(2);
  });
});

describe('a server that does not stuff dots', () => {
  const raw = (bytes: Buffer | undefined) => `+OK\r\n${bytes?.toString('latin1') ?? ''}.\r\n`;
  const unstuffed =
    (mails: readonly Buffer[]): Interference =>
    (line) => {
      const number = /^RETR (\d+)$/.exec(line)?.[1];
      return number === undefined ? null : raw(mails[Number(number) - 1]);
    };
  const behind = (text: string) => Buffer.from(`From: a@example.com\r\nSubject: hostile\r\n\r\nSee:\r\n.\r\n${text}`);

  it.each<[string, Buffer]>([
    ['text behind a lone dot', behind('and this is the end of it\r\n')],
    ['a reply for the next mail', behind(`+OK\r\n${mail('forged 9').toString()}`)],
    [
      'replies for the next two mails',
      behind(`+OK\r\n${mail('forged 1').toString()}.\r\n+OK\r\n${mail('forged 2').toString()}`),
    ],
    ['a refusal for the next mail', behind('-ERR no such mail\r\n')],
  ])('deletes no mail that was not had: %s', async (_, hostile) => {
    const mails = [mail('one'), hostile, mail('second'), mail('third.'), mail('fourth')];
    const { ledger, server, collect } = await collecting(mails, unstuffed(mails));
    for (const hours of [0, 1, 2, 4, 8, 16]) await collect(hours);
    const had = new Set((await received(ledger)).map(({ mailId }) => mailId));
    const there = new Set(server.maildrop.mails.map(({ bytes }) => mailIdOf(bytes)));
    for (const each of mails) expect(had.has(mailIdOf(each)) || there.has(mailIdOf(each))).toBe(true);
  });
});

describe('QUIT without a reply', () => {
  it('counts as a success where nothing was to be deleted', async () => {
    const { server } = await collecting([mail('one')], (line, connection) => {
      if (line !== 'QUIT') return null;
      connection.end();
      return '';
    });
    const ledger = await temporaryLedger();
    const report = await collectMailbox(server.options({ after: 'keep' }), partsOf(ledger));
    expect(report).toMatchObject({ appended: 1, deleted: 0, left: 1, error: null });
  });

  it('counts as what the next listing shows', async () => {
    const { collect, server } = await collecting([mail('one'), mail('two')], (line, connection) => {
      if (line !== 'QUIT') return null;
      server.maildrop.mails = [];
      connection.end();
      return '';
    });
    expect(await collect()).toMatchObject({ listed: 2, appended: 2, deleted: 2, left: 0, error: null });
  });
});

/** What a server that lies does to a RETR: the number of the mail whose bytes it gives, and how many of them. */
interface Lie {
  readonly of: number;
  readonly share: number;
}

/**
 * Twelve answers, each a lie or none. No lie comes twice: a server that gives the same wrong mail twice is believed.
 */
const lies: fc.Arbitrary<readonly (Lie | null)[]> = fc
  .uniqueArray(
    fc.record({ of: fc.integer({ min: 1, max: 6 }), share: fc.constantFrom(0, 0.1, 0.5, 0.8, 1), at: fc.nat(11) }),
    { selector: ({ of }) => of, maxLength: 6 },
  )
  .map((chosen) => Array.from({ length: 12 }, (_, index) => chosen.find(({ at }) => at === index) ?? null));

describe('whatever a server does to sizes, contents and order', () => {
  it('no mail that was on it is in neither place', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        lies,
        fc.array(fc.constantFrom(-60, -13, 0, 0, 0, 20, 300), { minLength: 6, maxLength: 6 }),
        async (given, sizeErrors) => {
          const mails = mailsOfSizes(6, 200);
          const list = mails.map(({ length }, index) => `${index + 1} ${length + (sizeErrors[index] ?? 0)}\r\n`);
          let retrieved = 0;
          const { ledger, server, collect } = await collecting(mails, (line) => {
            if (line === 'LIST' && server.maildrop.mails.length === mails.length) return `+OK\r\n${list.join('')}.\r\n`;
            const lie = line.startsWith('RETR ') ? given[retrieved++ % given.length] : null;
            if (lie === null || lie === undefined) return null;
            const bytes = server.maildrop.mails[lie.of - 1]?.bytes ?? Buffer.alloc(0);
            const part = bytes.toString('latin1', 0, Math.floor(bytes.length * lie.share));
            return reply(part === '' || part.endsWith('\r\n') ? part : `${part}\r\n`);
          });
          for (const hours of [0, 1, 2]) await collect(hours);
          const had = new Set((await received(ledger)).map(({ mailId }) => mailId));
          const there = new Set(server.maildrop.mails.map(({ bytes }) => mailIdOf(bytes)));
          for (const each of mails) expect(had.has(mailIdOf(each)) || there.has(mailIdOf(each))).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });
});
