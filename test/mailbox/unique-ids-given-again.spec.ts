import { describe, expect, it } from 'vitest';
import { collectMailbox, type SeenMails } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { startMaildropServer } from '../support/maildrop-server.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { mail, partsOf, received } from './collection-kit.js';

const first = mail('first');
const other = mail('other');

/** What a ledger knows that has taken in `first` as `uid-0`. */
const SEEN: SeenMails = {
  receivedAt: (_, uidl, size) => (uidl === 'uid-0' && size === first.length ? NOW.toISOString() : null),
};

describe('a kept mailbox whose server gives a unique id again, to a mail of the same size', () => {
  it('is read where the listing between was empty', async () => {
    const ledger = await temporaryLedger();
    const server = await startMaildropServer([first]);
    const parts = partsOf(ledger, { memory: new MailboxMemory(), seen: SEEN });
    await ledger.intake.receive(first, { mailbox: 'bounces', uidl: 'uid-0', receivedAt: NOW });
    const options = server.options({ after: 'keep' });
    expect(await collectMailbox(options, parts)).toMatchObject({ listed: 1, alreadyKnown: 1, appended: 0 });
    server.maildrop.mails = [];
    expect(await collectMailbox(options, parts)).toMatchObject({ listed: 0 });
    server.maildrop.mails = [{ uidl: 'uid-0', bytes: other }];
    expect(await collectMailbox(options, parts)).toMatchObject({ listed: 1, appended: 1 });
    expect(await received(ledger)).toHaveLength(2);
  });

  it('is read, and the log says so, where it happened before this process was started', async () => {
    const ledger = await temporaryLedger();
    const given: (string | null)[] = [];
    const server = await startMaildropServer([other]);
    await ledger.intake.receive(first, { mailbox: 'bounces', uidl: 'uid-0', receivedAt: NOW });
    const observer = { uidlGivenAgain: ({ uidl }: { readonly uidl: string | null }) => void given.push(uidl) };
    const parts = partsOf(ledger, { memory: new MailboxMemory(), seen: SEEN, observer });
    const options = server.options({ after: 'keep' });
    expect(await collectMailbox(options, parts)).toMatchObject({ alreadyKnown: 1, appended: 0 });
    expect(await collectMailbox(options, parts)).toMatchObject({ alreadyKnown: 0, appended: 1 });
    expect(await collectMailbox(options, parts)).toMatchObject({ alreadyKnown: 1, appended: 0 });
    expect(given).toEqual(['uid-0']);
    expect(server.count('RETR')).toBe(1);
  });
});
