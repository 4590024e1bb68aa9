import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { collectMailbox, type CollectionReport, type Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { openReadModel } from '../../src/service/open-read-model.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot } from '../support/dovecot.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { expectToAddUp, mails, partsOf } from './collection-kit.js';

const HOUR_MS = 3_600_000;
const why = DOVECOT_MISSING === null ? '' : ` (skipped: ${DOVECOT_MISSING})`;

describe.skipIf(DOVECOT_MISSING !== null)(`mails that stay with Dovecot for a time${why}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  it('are known by the ledger from run to run, and gone when the time has come', async () => {
    const account = dovecot.fill('staying', mails(200));
    const parts = await temporaryLedger();
    const onFailure = (error: unknown) => {
      throw error;
    };
    const readModel = openReadModel({ ...parts, correlation: { verp: {} }, onFailure });
    onTestFinished(() => readModel.close());
    const mailbox: Pop3MailboxOptions = {
      ...{ name: 'bounces', host: dovecot.host, effectivePort: dovecot.port, tls: 'none', ...account },
      ...{ pollIntervalSeconds: 60, after: 'delete', deleteAfterSeconds: 36_000, maxMailBytes: 1_000_000 },
    };
    /** A collection of a process of its own, so many hours after the first. */
    const run = async (hours: number): Promise<CollectionReport & { readonly retrieved: number }> => {
      const head = await parts.ledger.store.head();
      if (head !== null) await readModel.waitFor(head, 10_000);
      let retrieved = 0;
      const report = await collectMailbox(mailbox, {
        ...partsOf(parts, { seen: readModel.seenMails, clock: () => new Date(NOW.getTime() + hours * HOUR_MS) }),
        observer: { retrieved: () => void (retrieved += 1) },
      });
      expectToAddUp(report);
      return { ...report, retrieved };
    };

    expect(await run(0)).toMatchObject({ appended: 200, retrieved: 200, deleted: 0, left: 200, error: null });
    expect(await run(9)).toMatchObject({ alreadyKnown: 200, retrieved: 0, deleted: 0, left: 200, error: null });
    expect(dovecot.count(account.user)).toBe(200);
    expect(await run(10)).toMatchObject({ alreadyKnown: 200, retrieved: 200, deleted: 200, left: 0, error: null });
    expect(dovecot.count(account.user)).toBe(0);
  });
});
