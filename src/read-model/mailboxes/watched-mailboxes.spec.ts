import type { MailboxStatus } from '../../mailbox/index.js';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { registerMailboxMetrics } from './http/index.js';
import type { RecordedMailbox } from './mailbox-views.js';
import { WatchedMailboxes } from './watched-mailboxes.js';

const RECORDED: RecordedMailbox = {
  name: 'recorded',
  lastSuccessAt: '2026-11-20T10:00:00.000Z',
  oldestWaitingAt: '2026-11-21T09:59:00.000Z',
  waiting: 3,
  left: 40,
  lastError: 'pop3-timeout',
  failingSince: '2026-11-21T09:00:00.000Z',
  failures: [
    { error: 'pop3-timeout', failures: 4, lastAt: '2026-11-21T09:00:00.000Z' },
    { error: 'pop3-refused-auth', failures: 1, lastAt: '2026-11-01T09:00:00.000Z' },
  ],
  leftAside: { mails: [], total: 2 },
  custody: { listed: 50, appended: 40, alreadyKnown: 5, parked: 2, notReached: 3, deleted: 10, left: 40 },
};

function watched(
  names: readonly string[],
  statuses: Readonly<Record<string, MailboxStatus>> = {},
  recorded: readonly RecordedMailbox[] = [RECORDED],
): WatchedMailboxes {
  const statusOf = (name: string) => statuses[name] ?? null;
  return new WatchedMailboxes({ all: () => recorded, position: '77' }, { mailboxes: names, statusOf });
}

const status: MailboxStatus = { lastSuccessAt: null, lastError: null, failingSince: null, nextCollectionAt: null };

describe('the mailboxes', () => {
  it('are those that were collected from and those that are only configured, page by page', () => {
    const mailboxes = watched(['new', 'recorded', 'newer'], {}, [{ ...RECORDED, name: 'of old' }, RECORDED]);
    const pages = [];
    for (let cursor: string | undefined; ;) {
      const page = mailboxes.list({ limit: 3, cursor });
      pages.push(page.items.map(({ name, configured }) => [name, configured]));
      expect(page.position).toBe('77');
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(pages).toEqual([
      [
        ['of old', false],
        ['recorded', true],
        ['new', true],
      ],
      [['newer', true]],
    ]);
    expect(mailboxes.find('newer')).toMatchObject({ lastSuccessAt: null, waiting: 0, failures: [], position: '77' });
    expect(mailboxes.find('other')).toBeNull();
  });

  it('tell of sessions that changed nothing, which are not recorded', () => {
    const mailboxes = watched(['recorded'], {
      recorded: {
        ...status,
        lastSuccessAt: '2026-11-21T09:59:30.000Z',
        nextCollectionAt: '2026-11-21T10:00:30.000Z',
      },
    });
    expect(mailboxes.find('recorded')).toMatchObject({
      lastSuccessAt: '2026-11-21T09:59:30.000Z',
      nextCollectionAt: '2026-11-21T10:00:30.000Z',
      lastError: null,
      failingSince: null,
    });
  });

  it('tell of a failure that could not be recorded, and of one that lasts longer than this process', () => {
    const failing = { ...status, lastError: 'event-store-unavailable', failingSince: '2026-11-21T09:30:00.000Z' };
    const unrecorded = { ...RECORDED, lastError: null, failingSince: null };
    expect(watched(['recorded'], { recorded: failing }, [unrecorded]).find('recorded')).toMatchObject({
      lastError: 'event-store-unavailable',
      failingSince: '2026-11-21T09:30:00.000Z',
      lastSuccessAt: '2026-11-20T10:00:00.000Z',
    });
    expect(watched(['recorded'], { recorded: failing }).find('recorded')).toMatchObject({
      failingSince: '2026-11-21T09:00:00.000Z',
    });
  });

  it('are measured: backlog, the age of what waits, failures by kind, and the last success', async () => {
    const registry = new Registry();
    registerMailboxMetrics(registry, watched(['recorded', 'new'], {}, [{ ...RECORDED, name: 'of old' }, RECORDED]), {
      clock: () => new Date('2026-11-21T10:00:00.000Z'),
    });
    const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('bounce_ledger_mailbox_'));
    expect(lines.map((line) => line.replace('bounce_ledger_mailbox_', ''))).toEqual([
      'mails{mailbox="recorded",outcome="appended"} 40',
      'mails{mailbox="recorded",outcome="alreadyKnown"} 5',
      'mails{mailbox="recorded",outcome="parked"} 2',
      'mails{mailbox="recorded",outcome="notReached"} 3',
      'mails{mailbox="recorded",outcome="deleted"} 10',
      'mails{mailbox="recorded",outcome="left"} 40',
      ...['appended', 'alreadyKnown', 'parked', 'notReached', 'deleted', 'left'].map(
        (outcome) => `mails{mailbox="new",outcome="${outcome}"} 0`,
      ),
      'failures{mailbox="recorded",error="pop3-timeout"} 4',
      'failures{mailbox="recorded",error="pop3-refused-auth"} 1',
      'waiting_mails{mailbox="recorded"} 3',
      'waiting_mails{mailbox="new"} 0',
      'oldest_waiting_age_seconds{mailbox="recorded"} 60',
      'oldest_waiting_age_seconds{mailbox="new"} 0',
      'server_mails{mailbox="recorded"} 40',
      'server_mails{mailbox="new"} 0',
      'left_aside_mails{mailbox="recorded"} 2',
      'left_aside_mails{mailbox="new"} 0',
      `last_success_timestamp_seconds{mailbox="recorded"} ${Date.parse('2026-11-20T10:00:00Z') / 1000}`,
      'last_success_timestamp_seconds{mailbox="new"} 0',
      'failing_seconds{mailbox="recorded"} 3600',
      'failing_seconds{mailbox="new"} 0',
    ]);
  });
});
