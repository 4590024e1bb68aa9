import { describe, expect, it } from 'vitest';
import { EventStoreUnavailableError } from '../../src/event-store/index.js';
import { collectMailbox, ledgerCustody, type CollectionReport } from '../../src/mailbox/index.js';
import { MailboxMemory } from '../../src/mailbox/collection/mailbox-memory.js';
import { startMaildropServer } from '../support/maildrop-server.js';
import { eventsOf, temporaryLedger } from '../support/temporary-ledger.js';
import { mails, partsOf } from './collection-kit.js';

describe('the account of a mailbox whose collection ended because the event store was away', () => {
  it('is recorded when the store is back, so that the sums hold', async () => {
    const given = await temporaryLedger();
    const server = await startMaildropServer(mails(10));
    const custody = ledgerCustody(given.ledger);
    const parts = partsOf(given, { memory: new MailboxMemory() });
    let left = 4;
    const isAway = () => left <= 0;
    const intake: typeof parts.intake = {
      receive: (bytes, source) => {
        if (left-- <= 0) return Promise.reject(new EventStoreUnavailableError('the disk is full'));
        return given.intake.receive(bytes, source);
      },
    };
    const failing = {
      ...parts,
      intake,
      custody: {
        completed: (...recorded: Parameters<typeof custody.completed>) =>
          isAway()
            ? Promise.reject(new EventStoreUnavailableError('the disk is full'))
            : custody.completed(...recorded),
      },
    };
    const reports: CollectionReport[] = [];
    for (let time = 0; time < 3; time += 1) reports.push(await collectMailbox(server.options(), failing));
    expect(reports[0]).toMatchObject({ appended: 4, deleted: 0, error: { code: 'event-store-unavailable' } });
    left = Infinity;
    expect(await collectMailbox(server.options(), failing)).toMatchObject({ appended: 6, deleted: 10, error: null });

    const recorded = (await eventsOf(given.ledger.store)).filter(({ type }) => type === 'CollectionCompleted');
    const sum = (name: string) => recorded.reduce((total, { data }) => total + Number(data[name]), 0);
    expect(recorded[0]?.data).toMatchObject({ appended: 4, error: 'event-store-unavailable' });
    expect([sum('appended'), sum('deleted')]).toEqual([10, 10]);
  });
});
