import { type CollectorStatus, type MailboxStatus, NO_RETRIEVAL_FAILURES } from '../../mailbox/index.js';
import { decodeCursor, toPage, type AtPosition, type Page, type PageRequest } from '../engine/index.js';
import type { MailboxQueries, MailboxView, RecordedMailbox, RecordedMailboxes } from './mailbox-views.js';

const NEVER_COLLECTED: Omit<RecordedMailbox, 'name'> = {
  lastSuccessAt: null,
  oldestWaitingAt: null,
  waiting: 0,
  left: 0,
  lastError: null,
  failingSince: null,
  failures: [],
  leftAside: NO_RETRIEVAL_FAILURES,
  custody: { listed: 0, appended: 0, alreadyKnown: 0, parked: 0, notReached: 0, deleted: 0, left: 0 },
};

/**
 * What was recorded of the mailboxes, and what the collector knows besides: which are configured, and sessions that
 * changed nothing and so were not recorded.
 */
export class WatchedMailboxes implements MailboxQueries {
  constructor(
    private readonly recorded: RecordedMailboxes,
    private readonly collector: CollectorStatus,
  ) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<MailboxView> {
    const after = decodeCursor(page) ?? 0;
    const rows = this.#all().map((view, index) => ({ view, sequence: index + 1 }));
    return toPage(rows.slice(after, after + page.limit + 1), page, this.recorded.position, ({ view }) => view);
  }

  find(name: string): (MailboxView & AtPosition) | null {
    const view = this.#all().find((each) => each.name === name);
    return view === undefined ? null : { ...view, position: this.recorded.position };
  }

  #all(): readonly MailboxView[] {
    const { mailboxes } = this.collector;
    const recorded = this.recorded.all();
    const names = new Set(recorded.map(({ name }) => name));
    const others = mailboxes.filter((name) => !names.has(name)).map((name) => ({ name, ...NEVER_COLLECTED }));
    return [...recorded, ...others].map((mailbox) => {
      const configured = mailboxes.includes(mailbox.name);
      return { ...withStatus(mailbox, this.collector.statusOf(mailbox.name)), configured };
    });
  }
}

function withStatus(recorded: RecordedMailbox, status: MailboxStatus | null): Omit<MailboxView, 'configured'> {
  if (status === null) return { ...recorded, nextCollectionAt: null };
  const { lastError, nextCollectionAt } = status;
  return {
    ...recorded,
    lastError,
    nextCollectionAt,
    lastSuccessAt: latest(recorded.lastSuccessAt, status.lastSuccessAt),
    failingSince: lastError === null ? null : earliest(recorded.failingSince, status.failingSince),
  };
}

function latest(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function earliest(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other < one) ? other : one;
}
