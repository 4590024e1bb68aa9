import { describe, expect, it } from 'vitest';
import { collectMailbox, type SeenMails } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { startMaildropServer } from '../support/maildrop-server.js';
import { eventsOf, NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

describe('collecting a mailbox', () => {
  it('brings every mail into the ledger and then empties the mailbox', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(150));
    const report = await collectMailbox(server.options(), partsOf(ledger));
    expect(report).toMatchObject({ listed: 150, appended: 150, alreadyKnown: 0, deleted: 150, left: 0, error: null });
    expect(server.maildrop.mails).toEqual([]);
    expect(await received(ledger)).toHaveLength(150);
    expect((await eventsOf(ledger.ledger.store, 'custody-bounces')).map(({ data }) => data)).toEqual([
      {
        mailbox: 'bounces',
        startedAt: NOW.toISOString(),
        completedAt: NOW.toISOString(),
        listed: 150,
        appended: 150,
        alreadyKnown: 0,
        parked: 0,
        notReached: 0,
        deleted: 150,
        left: 0,
        error: null,
      },
    ]);
  });

  it('keeps every byte of every mail as evidence', async () => {
    const nasty = [
      Buffer.from(''),
      Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('\r\n')]),
      Buffer.from('Subject: dots\r\n\r\n.\r\n..\r\na\n.\r\nb\r.\r\n'),
      Buffer.from(`Subject: long\r\n\r\n${'x'.repeat(200_000)}\r\n`),
      Buffer.from('Subject: lone\r\n\r\n\ra\nb\r\r\nc\n\r\n'),
    ];
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(nasty);
    await collectMailbox(server.options(), partsOf(ledger));
    const byUidl = new Map((await received(ledger)).map(({ uidl, rawDigest }) => [uidl, rawDigest]));
    for (const [index, bytes] of nasty.entries()) {
      const digest = byUidl.get(`uid-${index}`);
      expect(digest && (await ledger.evidence.read(digest))?.equals(bytes), `mail ${index}`).toBe(true);
    }
  });

  it('counts a mail that came twice once, and deletes both', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([mail('same'), mail('other'), mail('same')]);
    const report = await collectMailbox(server.options(), partsOf(ledger));
    expect(report).toMatchObject({ listed: 3, appended: 2, alreadyKnown: 1, deleted: 3 });
    expect(await received(ledger)).toHaveLength(2);
  });

  it('takes in and deletes mails of a server that has no UIDL, or repeats one', async () => {
    const ledger = await temporaryLedger();
    const without = await startMaildropServer(mails(3), (line) => (line === 'UIDL' ? '-ERR what?\r\n' : null));
    const repeated = await startMaildropServer(mails(6).map((bytes) => ({ uidl: 'same', bytes })));
    expect(await collectMailbox(without.options(), partsOf(ledger))).toMatchObject({ appended: 3, deleted: 3 });
    const report = await collectMailbox(repeated.options(), partsOf(ledger));
    expect(report).toMatchObject({ appended: 3, alreadyKnown: 3, deleted: 6, error: null });
  });

  it('says nothing where nothing changed', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([]);
    expect(await collectMailbox(server.options(), partsOf(ledger))).toMatchObject({ listed: 0, error: null });
    expect(await eventsOf(ledger.ledger.store, 'custody-bounces')).toEqual([]);
  });

  it('empties a large mailbox in several sessions', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(5));
    const parts = partsOf(ledger, { limits: { maxMails: 3 } });
    expect(await collectMailbox(server.options(), parts)).toMatchObject({ appended: 3, notReached: 2, deleted: 3 });
    expect(await collectMailbox(server.options(), parts)).toMatchObject({ appended: 2, notReached: 0, deleted: 2 });
  });

  it('retrieves no more bytes in a session than allowed, but always a mail', async () => {
    const ledger = await temporaryLedger();
    const same = mails(5);
    const server = await startMaildropServer(same);
    const twoMails = 2 * (same[0]?.length ?? 0);
    const collect = (maxBytes: number) => collectMailbox(server.options(), partsOf(ledger, { limits: { maxBytes } }));
    expect(await collect(twoMails)).toMatchObject({ appended: 2, notReached: 3, deleted: 2, left: 3 });
    expect(await collect(1)).toMatchObject({ appended: 1, notReached: 2, deleted: 1, left: 2 });
    expect(await collect(twoMails)).toMatchObject({ appended: 2, notReached: 0, deleted: 2, left: 0 });
  });

  it('takes in all of a mailbox that its server lists some mails at a time', async () => {
    const ledger = await temporaryLedger();
    const all = mails(7);
    for (const from of [0, 3, 6]) {
      const listed = all.slice(from, from + 3).map((bytes, index) => ({ uidl: `gmail-${from + index}`, bytes }));
      const server = await startMaildropServer(listed);
      const report = await collectMailbox(server.options(), partsOf(ledger));
      expect(report).toMatchObject({ appended: listed.length, deleted: listed.length, left: 0, error: null });
    }
    expect(await received(ledger)).toHaveLength(7);
  });
});

describe('a mailbox that is to be kept', () => {
  it('is left as it is, and nothing is retrieved twice while the process remembers', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(10));
    const parts = partsOf(ledger, { memory: new MailboxMemory() });
    const options = server.options({ after: 'keep' });
    expect(await collectMailbox(options, parts)).toMatchObject({ appended: 10, deleted: 0, left: 10 });
    expect(await collectMailbox(options, parts)).toMatchObject({ appended: 0, alreadyKnown: 10, left: 10 });
    expect(server.count('RETR')).toBe(10);
    expect(server.count('DELE')).toBe(0);
  });

  it('is read only where the ledger has not seen the unique id with that size', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(3));
    const sizeOf = (index: number) => server.maildrop.mails[index]?.bytes.length ?? 0;
    const seen: SeenMails = {
      receivedAt: (mailbox, uidl, size) => {
        const isSeen = (uidl === 'uid-0' && size === sizeOf(0)) || (uidl === 'uid-1' && size !== sizeOf(1));
        return mailbox === 'bounces' && isSeen ? NOW.toISOString() : null;
      },
    };
    await collectMailbox(server.options({ after: 'keep' }), partsOf(ledger, { seen }));
    expect((await received(ledger)).map(({ uidl }) => uidl).sort()).toEqual(['uid-1', 'uid-2']);
  });

  it('is read again where unique ids are repeated: the ledger knows the mails by their content', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(3).map((bytes) => ({ uidl: 'same', bytes })));
    const parts = partsOf(ledger, { memory: new MailboxMemory(), seen: { receivedAt: () => NOW.toISOString() } });
    const options = server.options({ after: 'keep' });
    expect(await collectMailbox(options, parts)).toMatchObject({ appended: 3 });
    expect(await collectMailbox(options, parts)).toMatchObject({ appended: 0, alreadyKnown: 3 });
    expect(server.count('RETR')).toBe(6);
  });
});

describe('a mailbox that is to be emptied', () => {
  it('loses no mail that has the unique id and size of one that was seen before', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(1));
    const report = await collectMailbox(
      server.options(),
      partsOf(ledger, { seen: { receivedAt: () => NOW.toISOString() } }),
    );
    expect(report).toMatchObject({ appended: 1, deleted: 1 });
  });

  it('forgets a unique id once its mail is deleted', async () => {
    const ledger = await temporaryLedger();
    const parts = partsOf(ledger, { memory: new MailboxMemory() });
    const first = await startMaildropServer([{ uidl: '1', bytes: mail('first') }]);
    const second = await startMaildropServer([{ uidl: '1', bytes: mail('other') }]);
    await collectMailbox(first.options(), parts);
    expect(await collectMailbox(second.options(), parts)).toMatchObject({ appended: 1, deleted: 1 });
    expect(await received(ledger)).toHaveLength(2);
  });

  it('deletes nothing when QUIT is not confirmed, and then deletes what it knows without retrieving it again', async () => {
    const ledger = await temporaryLedger();
    let quits = 0;
    const server = await startMaildropServer(mails(20), (line, connection) => {
      if (line !== 'QUIT' || quits++ > 0) return null;
      connection.reset();
      return '';
    });
    const parts = partsOf(ledger, { memory: new MailboxMemory() });
    const broken = await collectMailbox(server.options(), parts);
    expect(broken).toMatchObject({ appended: 20, deleted: 0, left: 20, error: { code: 'pop3-closed', verb: 'QUIT' } });
    const next = await collectMailbox(server.options(), parts);
    expect(next).toMatchObject({ appended: 0, alreadyKnown: 20, deleted: 20, left: 0, error: null });
    expect(server.count('RETR')).toBe(20);
    expect(await received(ledger)).toHaveLength(20);
  });

  it('appends nothing twice when another process goes on after a drop', async () => {
    const ledger = await temporaryLedger();
    let retrieved = 0;
    const server = await startMaildropServer(mails(20), (line, connection) => {
      if (!line.startsWith('RETR') || ++retrieved !== 11) return null;
      connection.end();
      return '';
    });
    const broken = await collectMailbox(server.options(), partsOf(ledger));
    expect(broken).toMatchObject({ listed: 20, appended: 10, notReached: 10, deleted: 0 });
    expectToAddUp(broken);
    const next = await collectMailbox(server.options(), partsOf(ledger));
    expect(next).toMatchObject({ appended: 10, alreadyKnown: 10, deleted: 20, error: null });
    expect(await received(ledger)).toHaveLength(20);
  });

  it('leaves a mail whose deletion is refused', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(3), (line) => (line === 'DELE 2' ? '-ERR locked\r\n' : null));
    const report = await collectMailbox(server.options(), partsOf(ledger));
    expect(report).toMatchObject({ appended: 3, deleted: 2, left: 1, error: null });
    expect(server.maildrop.mails.map(({ uidl }) => uidl)).toEqual(['uid-1']);
  });
});
