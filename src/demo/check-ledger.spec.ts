import { describe, expect, it } from 'vitest';
import type { GlobalPosition, RecordedEvent } from '../events/index.js';
import { mailIdOf } from '../ledger/index.js';
import { checkLedger } from './check-ledger.js';

const first = Buffer.from('Subject: first\r\n\r\n1\r\n');
const second = Buffer.from('Subject: second\r\n\r\n2\r\n');

describe('the demo’s own check of the ledger', () => {
  it('finds nothing wrong where each mail stands in the log once', async () => {
    const log = [received(first), bounce('b1', 'ana@example.com'), received(second), bounce('b2', 'ANA@example.com')];
    expect(await checkLedger([first, second, first], events(log))).toEqual({
      mails: 2,
      lost: 0,
      countedTwice: 0,
      bounces: 2,
      recipients: 1,
      sessions: [],
    });
  });

  it('finds a mail that the log does not hold', async () => {
    expect(await checkLedger([first, second], events([received(first)]))).toMatchObject({ mails: 1, lost: 1 });
  });

  it('finds a mail and a bounce that were counted twice', async () => {
    const log = [received(first), bounce('b1', null), received(first), bounce('b1', null)];
    expect(await checkLedger([first], events(log))).toMatchObject({ mails: 1, countedTwice: 2, bounces: 1 });
  });

  it('believes the custody of sessions that ran to their end only', async () => {
    const counts = { listed: 2, appended: 1, alreadyKnown: 1, parked: 0, notReached: 0, deleted: 2, left: 0 };
    const log = [
      { type: 'CollectionCompleted', data: { ...counts, error: 'connection-lost' } },
      { type: 'CollectionCompleted', data: { ...counts, error: null } },
    ];
    expect((await checkLedger([], events(log))).sessions).toEqual([{ ...counts, error: null }]);
  });
});

type Told = Pick<RecordedEvent, 'type' | 'data'>;

function received(mail: Buffer): Told {
  return { type: 'MailReceived', data: { mailId: mailIdOf(mail) } };
}

function bounce(bounceId: string, recipient: string | null): Told {
  return { type: 'BounceReceived', data: { bounceId, recipient } };
}

async function* events(log: readonly Told[]): AsyncGenerator<RecordedEvent> {
  for (const [index, { type, data }] of log.entries()) {
    const position = String(index) as GlobalPosition;
    const place = { stream: 'mail-x', revision: index, position, storedAt: '2026-11-21T00:00:00.000Z' };
    yield await Promise.resolve({ id: String(index), type, data, metadata: {}, ...place });
  }
}
