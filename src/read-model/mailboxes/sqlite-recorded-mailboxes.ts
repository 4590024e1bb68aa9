import type { RetrievalFailure } from '../../events/index.js';
import type { ReadModelDatabase, ReadModelSource } from '../engine/index.js';
import { type RecordedFailures, NO_RETRIEVAL_FAILURES, type RecordedCustody } from '../../mailbox/index.js';
import type { MailboxFailures, RecordedMailbox, RecordedMailboxes } from './mailbox-views.js';

const ALL = 'SELECT * FROM mailboxes ORDER BY sequence';
const RETRIEVAL_FAILURES = 'SELECT mails, total FROM retrieval_failures WHERE mailbox = ?';
const FAILURES = `
SELECT error, failures, last_at AS lastAt FROM mailbox_failures WHERE mailbox = ? ORDER BY failures DESC, error`;

interface MailboxRow {
  readonly name: string;
  readonly last_success_at: string | null;
  readonly last_error: string | null;
  readonly failing_since: string | null;
  readonly waiting: number;
  readonly waiting_since: string | null;
  readonly left_now: number;
  readonly listed: number;
  readonly appended: number;
  readonly already_known: number;
  readonly parked: number;
  readonly not_reached: number;
  readonly deleted: number;
  readonly left_there: number;
}

/** The mailboxes that were ever collected from. */
export class SqliteRecordedMailboxes implements RecordedMailboxes, RecordedCustody {
  constructor(private readonly source: ReadModelSource) {}

  get position(): string {
    return this.source.position;
  }

  all(): readonly RecordedMailbox[] {
    const { database } = this.source;
    return database.all<MailboxRow>(ALL).map((row) => toView(row, database));
  }

  failuresIn(mailbox: string): RecordedFailures {
    return readFailures(mailbox, this.source.database);
  }
}

function readFailures(mailbox: string, database: ReadModelDatabase): RecordedFailures {
  const row = database.get<{ mails: string; total: number }>(RETRIEVAL_FAILURES, mailbox);
  return row === undefined
    ? NO_RETRIEVAL_FAILURES
    : { mails: JSON.parse(row.mails) as readonly RetrievalFailure[], total: row.total };
}

function toView(row: MailboxRow, database: ReadModelDatabase): RecordedMailbox {
  return {
    name: row.name,
    lastSuccessAt: row.last_success_at,
    oldestWaitingAt: row.waiting_since,
    waiting: row.waiting,
    left: row.left_now,
    lastError: row.last_error,
    failingSince: row.failing_since,
    // Rows of SQLite have no prototype: what is given out are plain objects.
    failures: database.all<MailboxFailures>(FAILURES, row.name).map((failures) => ({ ...failures })),
    leftAside: readFailures(row.name, database),
    custody: {
      listed: row.listed,
      appended: row.appended,
      alreadyKnown: row.already_known,
      parked: row.parked,
      notReached: row.not_reached,
      deleted: row.deleted,
      left: row.left_there,
    },
  };
}
