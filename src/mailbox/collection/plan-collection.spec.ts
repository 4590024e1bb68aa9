import { describe, expect, it } from 'vitest';
import type { MailId } from '../../events/index.js';
import type { ListedMail } from '../pop3/listing.js';
import { UniqueIds } from '../pop3/unique-ids.js';
import { MailboxMemory } from './mailbox-memory.js';
import {
  mailsStay,
  planCollection,
  staysMs,
  staysUntilMs,
  type CollectionPlan,
  type PlanningDependencies,
} from './plan-collection.js';

const NOW = new Date('2026-11-21T10:00:00.000Z');
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

type Mailbox = Parameters<typeof planCollection>[1];

const KEEP: Mailbox = { name: 'bounces', after: 'keep', deleteAfterSeconds: 0, maxMailBytes: 1_000 };
const DELETE: Mailbox = { ...KEEP, after: 'delete' };
const DELETE_LATER: Mailbox = { ...DELETE, deleteAfterSeconds: DAY_SECONDS };

const mailIdOf = (name: string) => name as MailId;

function listed(count: number, size = 100): ListedMail[] {
  return Array.from({ length: count }, (_, index) => ({ number: index + 1, uidl: `u${index + 1}`, size }));
}

function uniqueIds(mails: readonly ListedMail[]): UniqueIds {
  const uidls = new UniqueIds(mails.length);
  for (const { uidl } of mails) uidls.add(Buffer.from(uidl ?? ''), 0, uidl?.length ?? 0);
  return uidls;
}

interface Given extends Partial<PlanningDependencies> {
  readonly uidlsAreUnique?: boolean;
  /** All that the server lists, and where the mails given begin in it. */
  readonly total?: number;
  readonly first?: number;
  /** When the ledger received mails, by unique id, while it listed them with 100 bytes. */
  readonly received?: Readonly<Record<string, string>>;
}

function plan(mails: readonly ListedMail[], mailbox: Mailbox, given: Given = {}): CollectionPlan {
  const { uidlsAreUnique = true, total = mails.length, first = 0, received = {}, ...parts } = given;
  return planCollection({ mails, uidlsAreUnique, total, first }, mailbox, {
    seen: { receivedAt: (name, uidl, size) => (name === 'bounces' && size === 100 ? (received[uidl] ?? null) : null) },
    memory: new MailboxMemory(),
    ...{ now: NOW, maxMails: 100, maxBytes: 1_000_000, triesAll: false },
    ...parts,
  });
}

const numbersOf = (mails: readonly ListedMail[]) => mails.map(({ number }) => number);
const failing = (memory: MailboxMemory, mail: ListedMail, tries: number, now = NOW) => {
  for (let count = 0; count < tries; count += 1) memory.failures.fail(mail, { code: 'lost', message: 'lost' }, now);
};

describe('the plan of a collection', () => {
  it('retrieves mails that nobody knows, in their order', () => {
    expect(plan(listed(3), DELETE)).toEqual({
      known: [],
      parked: [],
      tooLarge: [],
      retrieve: listed(3),
      seenBefore: new Set(),
    });
  });

  it('parks a mail that is larger than allowed, and retrieves one of the very size', () => {
    const small: ListedMail = { number: 1, uidl: 'u1', size: 1_000 };
    const large: ListedMail = { number: 2, uidl: 'u2', size: 1_001 };
    expect(plan([small, large], KEEP)).toMatchObject({ parked: [large], tooLarge: [large], retrieve: [small] });
  });

  it('takes so many mails and bytes at most, passes over one that is too much, and takes the first whatever its size', () => {
    const sizes = [500, 600, 400, 100].map((size, index) => ({ number: index + 1, uidl: `u${index}`, size }));
    expect(numbersOf(plan(sizes, DELETE, { maxBytes: 1_000 }).retrieve)).toEqual([1, 3, 4]);
    expect(numbersOf(plan(sizes, DELETE, { maxBytes: 900 }).retrieve)).toEqual([1, 3]);
    expect(numbersOf(plan(sizes, DELETE, { maxBytes: 10 }).retrieve)).toEqual([1]);
    expect(numbersOf(plan(sizes, DELETE, { maxMails: 2 }).retrieve)).toEqual([1, 2]);
  });
});

describe('a mail that failed before', () => {
  it('comes last once its time has come, and waits until then', () => {
    const mails = listed(2);
    const memory = new MailboxMemory();
    const [first] = mails;
    if (first === undefined) throw new TypeError('two mails are listed');
    failing(memory, first, 1);
    const after = (ms: number) => plan(mails, DELETE, { memory, now: new Date(NOW.getTime() + ms) });
    expect(after(29_999)).toMatchObject({ parked: [], retrieve: [{ number: 2 }] });
    expect(numbersOf(after(30_000).retrieve)).toEqual([2, 1]);
  });

  it('is parked while it waits after three tries, unless everything is to be tried', () => {
    const mails = listed(2);
    const memory = new MailboxMemory();
    const [first] = mails;
    if (first === undefined) throw new TypeError('two mails are listed');
    failing(memory, first, 3);
    expect(plan(mails, DELETE, { memory })).toMatchObject({ parked: [first], tooLarge: [], retrieve: [{ number: 2 }] });
    expect(plan(mails, DELETE, { memory, triesAll: true })).toMatchObject({
      parked: [],
      retrieve: [{ number: 2 }, { number: 1 }],
    });
  });
});

describe('a mail that this process found in the ledger', () => {
  const remembering = (staysUntilMs: number | null) => {
    const memory = new MailboxMemory();
    for (const mail of listed(1)) memory.acknowledge(mail, { mailId: mailIdOf('m1'), staysUntilMs });
    return memory;
  };

  it.each([
    ['is to be deleted', DELETE, false],
    ['stays where mails are kept', KEEP, true],
  ])('%s, and is not retrieved again', (_, mailbox, stays) => {
    const { known, retrieve } = plan(listed(1), mailbox, { memory: remembering(null) });
    expect(known).toEqual([{ mail: listed(1)[0], mailId: 'm1', stays }]);
    expect(retrieve).toEqual([]);
  });

  it('stays until its time has come, and is retrieved once more then', () => {
    const memory = remembering(NOW.getTime() + 1);
    expect(plan(listed(1), DELETE_LATER, { memory }).known).toMatchObject([{ stays: true }]);
    const later = plan(listed(1), DELETE_LATER, { memory, now: new Date(NOW.getTime() + 1) });
    expect(later).toMatchObject({ known: [], retrieve: [{ number: 1 }] });
  });

  it('is another where the size is another, or where unique ids tell nothing', () => {
    expect(plan(listed(1, 101), DELETE, { memory: remembering(null) })).toMatchObject({ known: [], retrieve: [{}] });
    const listing = plan(listed(1), DELETE, { memory: remembering(null), uidlsAreUnique: false });
    expect(listing).toMatchObject({ known: [], retrieve: [{}] });
  });
});

describe('a mail that only the ledger remembers', () => {
  const received = (agoMs: number) => ({ received: { u1: new Date(NOW.getTime() - agoMs).toISOString() } });

  it('is known for ever where mails are kept', () => {
    const { known, retrieve } = plan(listed(1), KEEP, received(400 * DAY_MS));
    expect(known).toEqual([{ mail: listed(1)[0], mailId: null, stays: true }]);
    expect(retrieve).toEqual([]);
  });

  it('is known while it stays, and retrieved once more before it is deleted', () => {
    expect(plan(listed(1), DELETE_LATER, received(DAY_MS - 1)).known).toMatchObject([{ mailId: null, stays: true }]);
    expect(plan(listed(1), DELETE_LATER, received(DAY_MS))).toMatchObject({ known: [], retrieve: [{ number: 1 }] });
  });

  it('is retrieved where mails are deleted at once: its unique id may be another mail’s by now', () => {
    expect(plan(listed(1), DELETE, received(1))).toMatchObject({ known: [], retrieve: [{ number: 1 }] });
  });

  it('is not asked for where there is no unique id', () => {
    const nameless = listed(1).map((mail) => ({ ...mail, uidl: null }));
    expect(plan(nameless, KEEP, { received: { null: NOW.toISOString() } })).toMatchObject({
      known: [],
      retrieve: [{ number: 1 }],
    });
  });
});

describe('mails that stay and that unique ids do not tell apart', () => {
  it('have their turn one session after the other, and begin anew at the end', () => {
    const memory = new MailboxMemory();
    const session = (mailbox: Mailbox) =>
      numbersOf(plan(listed(5), mailbox, { memory, uidlsAreUnique: false, maxMails: 2 }).retrieve);
    expect([session(KEEP), session(KEEP), session(KEEP), session(KEEP)]).toEqual([
      [1, 2],
      [3, 4],
      [5, 1],
      [2, 3],
    ]);
  });

  it('are each taken once by a session that has room for all', () => {
    const memory = new MailboxMemory();
    const session = (maxMails: number) =>
      numbersOf(plan(listed(5), KEEP, { memory, uidlsAreUnique: false, maxMails }).retrieve);
    expect([session(3), session(100)]).toEqual([
      [1, 2, 3],
      [4, 5, 1, 2, 3],
    ]);
  });

  it('are taken from the first on where they do not stay', () => {
    const memory = new MailboxMemory();
    const session = (mailbox: Mailbox, uidlsAreUnique: boolean) =>
      numbersOf(plan(listed(5), mailbox, { memory, uidlsAreUnique, maxMails: 2 }).retrieve);
    expect([session(DELETE, false), session(DELETE, false)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([session(KEEP, true), session(KEEP, true)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('begin at the first where nothing is left behind the last turn, or nothing was retrieved', () => {
    const memory = new MailboxMemory();
    memory.turn = 9;
    expect(numbersOf(plan(listed(2), KEEP, { memory, uidlsAreUnique: false }).retrieve)).toEqual([1, 2]);
    plan([], KEEP, { memory, uidlsAreUnique: false });
    expect(memory.turn).toBe(0);
  });
});

describe('how long a mail stays on the server', () => {
  it.each([
    [KEEP, true, 0],
    [{ ...KEEP, deleteAfterSeconds: 5 }, true, 0],
    [DELETE, false, 0],
    [DELETE_LATER, true, DAY_MS],
    [{ after: 'delete' } as const, false, 0],
  ])('follows from the settings %j', (mailbox, stays, ms) => {
    expect([mailsStay(mailbox as Mailbox), staysMs(mailbox as Mailbox)]).toEqual([stays, ms]);
  });
});

describe('mails that only the ledger remembers', () => {
  const received = Object.fromEntries(listed(103).map(({ uidl }) => [uidl ?? '', '2026-11-20T10:00:00.000Z']));
  const listedBefore = (mails: readonly ListedMail[]) => {
    const memory = new MailboxMemory();
    memory.listed({ uidls: uniqueIds(mails) });
    return memory;
  };

  it('are believed in the first session of a process', () => {
    const mails = listed(2);
    expect(plan(mails, KEEP, { received })).toMatchObject({
      known: mails.map((mail) => ({ mail, mailId: null, stays: true })),
      retrieve: [],
    });
  });

  it('are read again by the next sessions, a hundred at a time and after what is new', () => {
    const mails = listed(103);
    const fresh: ListedMail = { number: 104, uidl: 'new', size: 100 };
    const { known, retrieve, seenBefore } = plan([...mails, fresh], KEEP, {
      received,
      memory: listedBefore(mails),
      maxMails: 200,
    });
    expect(numbersOf(retrieve)).toEqual([104, ...numbersOf(mails.slice(0, 100))]);
    expect(numbersOf(known.map(({ mail }) => mail))).toEqual([101, 102, 103]);
    expect(seenBefore).toEqual(new Set(mails.slice(0, 100)));
  });

  it('are read again at once where their unique ids were missing from a listing', () => {
    const mails = listed(1);
    const { retrieve, seenBefore } = plan(mails, KEEP, { received, memory: listedBefore([]) });
    expect(retrieve).toEqual(mails);
    expect(seenBefore).toEqual(new Set(mails));
  });

  it('are not compared with what may be deleted now, or where unique ids are not unique', () => {
    const mails = listed(1);
    expect(plan(mails, DELETE, { received }).seenBefore.size).toBe(0);
    expect(plan(mails, KEEP, { received, uidlsAreUnique: false }).seenBefore.size).toBe(0);
  });
});

describe('until when a mail stays', () => {
  const RECEIVED = '2026-11-20T10:00:00.000Z';

  it('is so long after it was received as the mailbox says', () => {
    const almost = new Date(NOW.getTime() - 1);
    expect(staysUntilMs(DELETE_LATER, RECEIVED, almost)).toBe(NOW.getTime());
    expect(staysUntilMs(DELETE_LATER, RECEIVED, NOW)).toBeNull();
  });

  it('is no time where it may be deleted at once, or the ledger has it no longer', () => {
    expect(staysUntilMs(DELETE, RECEIVED, NOW)).toBeNull();
    expect(staysUntilMs(DELETE_LATER, null, NOW)).toBeNull();
  });
});

describe('a part of a listing that is longer than one session looks at', () => {
  const part = (numbers: readonly number[]) => numbers.map((number) => ({ number, uidl: `u${number}`, size: 100 }));

  it('stays as long as there is something in it to retrieve, and gives way to the next then', () => {
    const memory = new MailboxMemory();
    const given = { memory, total: 10, first: 4, maxMails: 2 };
    plan(part([5, 6, 7]), DELETE, given);
    expect(memory.firstListed).toBe(4);
    plan(part([5, 6]), DELETE, given);
    expect(memory.firstListed).toBe(6);
    plan(part([9, 10, 1]), DELETE, { ...given, first: 8, maxMails: 3 });
    expect(memory.firstListed).toBe(1);
  });

  it('gives way also where nothing in it is new', () => {
    const memory = new MailboxMemory();
    const received = { u1: NOW.toISOString(), u2: NOW.toISOString() };
    expect(plan(part([1, 2]), KEEP, { memory, received, total: 3 }).known).toHaveLength(2);
    expect(memory.firstListed).toBe(2);
  });

  it('goes on behind the last mail retrieved where unique ids do not tell mails apart and they stay', () => {
    const memory = new MailboxMemory();
    const given = { memory, total: 10, first: 7, maxMails: 2, uidlsAreUnique: false };
    expect(numbersOf(plan(part([8, 9, 10, 1]), KEEP, given).retrieve)).toEqual([8, 9]);
    expect(memory.firstListed).toBe(9);
  });

  it('begins so many mails earlier as were deleted before it', () => {
    const memory = new MailboxMemory();
    plan(part([1, 2, 3]), DELETE, { memory, total: 10 });
    memory.deleted(part([1, 3, 9]));
    expect(memory.firstListed).toBe(1);
  });

  it('is no matter of a listing that is held whole', () => {
    const memory = new MailboxMemory();
    memory.firstListed = 3;
    plan(part([1, 2]), DELETE, { memory, maxMails: 1 });
    expect(memory.firstListed).toBe(0);
  });
});
