import { describe, expect, it } from 'vitest';
import { EventStoreUnavailableError } from '../../src/event-store/index.js';
import { bytesOf, type Intake } from '../../src/ledger/index.js';
import { collectMailbox } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { eventsOf, temporaryLedger, type TemporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mail, mails, partsOf, received } from './collection-kit.js';

describe('a mail that cannot be taken in', () => {
  const failingOn = ({ intake }: TemporaryLedger, subject: string, error: Error): Pick<Intake, 'receive'> => ({
    receive: (bytes, source) =>
      bytesOf(bytes).includes(subject) ? Promise.reject(error) : intake.receive(bytes, source),
  });

  it('is parked on the server when it is larger than allowed, and the rest goes on', async () => {
    const ledger = await temporaryLedger();
    const large = Buffer.from(`Subject: large\r\n\r\n${'x'.repeat(2_000)}\r\n`);
    const server = await startMaildropServer([mail('a'), large, mail('b')]);
    const parts = partsOf(ledger, { memory: new MailboxMemory() });
    const options = server.options({ maxMailBytes: 1_000 });
    expect(await collectMailbox(options, parts)).toMatchObject({ appended: 2, parked: 1, deleted: 2, left: 1 });
    expect(server.received).not.toContain('RETR 2');
    await collectMailbox(options, parts);
    const recorded = await eventsOf(ledger.ledger.store, 'custody-bounces');
    expect(recorded.map(({ type }) => type)).toEqual(['CollectionCompleted', 'RetrievalFailuresRecorded']);
  });

  it('is left aside when the server refuses to give it, and the rest goes on', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(3), (line) => (line === 'RETR 2' ? '-ERR damaged\r\n' : null));
    const report = await collectMailbox(server.options(), partsOf(ledger));
    expect(report).toMatchObject({ appended: 2, parked: 0, notReached: 1, deleted: 2, left: 1, error: null });
  });

  it('keeps its session from reaching QUIT, and a second one deletes the rest', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([mail('a'), mail('poison'), mail('b')]);
    const intake = failingOn(ledger, 'poison', new Error('cannot be taken in'));
    const quitsWithPoison: string[] = [];
    const parts = partsOf(ledger, { intake, memory: new MailboxMemory() });
    const report = await collectMailbox(server.options(), parts);
    expect(report).toMatchObject({
      listed: 3,
      appended: 2,
      alreadyKnown: 0,
      parked: 0,
      notReached: 1,
      deleted: 2,
      left: 1,
      error: null,
    });
    expectToAddUp(report);
    expect(server.connections).toBe(2);
    expect(server.maildrop.mails.map(({ uidl }) => uidl)).toEqual(['uid-1']);
    for (const line of server.received) {
      if (line === 'QUIT' || line === 'RETR 2') quitsWithPoison.push(line);
    }
    expect(quitsWithPoison).toEqual(['RETR 2', 'QUIT']);
    // It rests: the next collection reaches QUIT at once.
    expect(await collectMailbox(server.options(), parts)).toMatchObject({ listed: 1, notReached: 1, error: null });
    expect(server.connections).toBe(3);
  });

  it('does the same when it turns out larger than it was listed', async () => {
    const ledger = await temporaryLedger();
    const large = `+OK\r\n${'x'.repeat(5_000)}\r\n.\r\n`;
    const server = await startMaildropServer(mails(3), (line) => (line === 'RETR 2' ? large : null));
    const report = await collectMailbox(server.options({ maxMailBytes: 1_000 }), partsOf(ledger));
    expect(report).toMatchObject({ appended: 2, notReached: 1, deleted: 2, left: 1, error: null });
    expect(server.connections).toBe(2);
  });

  it('stops the session when the event store does not answer, and nothing is deleted', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(40));
    const intake = failingOn(ledger, 'mail 20.', new EventStoreUnavailableError('no answer'));
    const parts = partsOf(ledger, { intake, limits: { inFlightMails: 4 } });
    const report = await collectMailbox(server.options(), parts);
    expect(report).toMatchObject({ listed: 40, parked: 0, deleted: 0, left: 40 });
    expect(report.error).toMatchObject({ code: 'event-store-unavailable' });
    expect(report.notReached).toBeGreaterThan(15);
    expectToAddUp(report);
    expect(server.received).not.toContain('QUIT');
    expect(await collectMailbox(server.options(), partsOf(ledger))).toMatchObject({ deleted: 40, error: null });
    expect(await received(ledger)).toHaveLength(40);
  });
});

describe('a collection that is told to stop', () => {
  it('asks for nothing more, takes in what it asked for, and deletes only that', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(100));
    const stop = new AbortController();
    const report = await collectMailbox(
      server.options(),
      partsOf(ledger, {
        signal: stop.signal,
        limits: { inFlightMails: 5 },
        observer: {
          retrieved: ({ number }) => {
            if (number === 20) stop.abort();
          },
        },
      }),
    );
    expectToAddUp(report);
    expect(report.appended).toBeGreaterThanOrEqual(20);
    expect(report.notReached).toBeGreaterThan(70);
    expect(report.deleted).toBe(report.appended);
    expect(await received(ledger)).toHaveLength(report.appended);
    expect(server.maildrop.mails).toHaveLength(report.left);
  });

  it('drops a server that hangs, and loses nothing', async () => {
    const ledger = await temporaryLedger();
    const stop = new AbortController();
    const server = await startMaildropServer(mails(10), (line) => {
      if (line !== 'RETR 5') return null;
      stop.abort();
      return '+OK\r\nhalf of a mail';
    });
    const parts = partsOf(ledger, { signal: stop.signal, limits: { inFlightMails: 1, stopGraceMs: 10 } });
    const report = await collectMailbox(server.options(), parts);
    expect(report).toMatchObject({ appended: 4, notReached: 6, deleted: 0, error: { code: 'pop3-aborted' } });
    expect(server.maildrop.mails).toHaveLength(10);
  });

  it('does not begin when it was told before', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer(mails(1));
    const report = await collectMailbox(server.options(), partsOf(ledger, { signal: AbortSignal.abort() }));
    expect(report).toMatchObject({ listed: 0, error: { code: 'pop3-aborted' } });
    expect(server.received).toEqual([]);
  });
});

describe('a collection that fails', () => {
  it('is recorded once for the same error, and again when it is over', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([]);
    const parts = partsOf(ledger, { memory: new MailboxMemory() });
    const wrong = server.options({ password: 'not it' });
    for (const options of [wrong, wrong, server.options(), server.options()]) await collectMailbox(options, parts);
    const recorded = await eventsOf(ledger.ledger.store, 'custody-bounces');
    expect(recorded.map(({ data }) => data['error'])).toEqual(['pop3-refused-auth', null]);
    expect(server.count('PASS')).toBe(4);
  });

  it('tells no secret', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([], (line) => (line.startsWith('PASS') ? `-ERR ${line}?\r\n` : null));
    const report = await collectMailbox(server.options(), partsOf(ledger));
    const told = JSON.stringify([report, await eventsOf(ledger.ledger.store)]);
    expect(report.error?.code).toBe('pop3-refused');
    expect(told).not.toContain(PASSWORD);
  });

  it('names the file of authorities that cannot be read', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([]);
    const report = await collectMailbox(server.options({ caFile: '/nowhere/ca.pem' }), partsOf(ledger));
    expect(report.error?.message).toContain('/nowhere/ca.pem');
  });
});
