import type { MailLeftAside } from '../../ledger/events/index.js';
import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../../projections/index.js';
import type { RecordedCustody } from '../custody.port.js';
import type { LeftAside } from '../mails-left-aside.js';
import type { MailboxQueries, MailboxView } from '../mailbox-views.js';

const LIST = 'SELECT * FROM mailboxes WHERE sequence > ? ORDER BY sequence LIMIT ?';
const FIND = 'SELECT * FROM mailboxes WHERE name = ?';
const LEFT_ASIDE = 'SELECT mails, total FROM mails_left_aside WHERE mailbox = ?';

interface MailboxRow {
  readonly sequence: number;
  readonly name: string;
  readonly last_success_at: string | null;
  readonly last_error: string | null;
  readonly waiting: number;
  readonly waiting_since: string | null;
  readonly listed: number;
  readonly appended: number;
  readonly already_known: number;
  readonly parked: number;
  readonly not_reached: number;
  readonly deleted: number;
  readonly left_there: number;
}

/** The mailboxes that were ever collected from, in the order of their first collection. */
export class StoredMailboxes implements MailboxQueries, RecordedCustody {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<MailboxView> {
    const { database, position } = this.source;
    const rows = database.all<MailboxRow>(LIST, decodeCursor(page) ?? 0, page.limit + 1);
    return toPage(rows, page, position, (row) => toView(row, database));
  }

  find(name: string): (MailboxView & AtPosition) | null {
    const { database, position } = this.source;
    const row = database.get<MailboxRow>(FIND, name);
    return row === undefined ? null : { ...toView(row, database), position };
  }

  leftAsideIn(mailbox: string): LeftAside {
    return readLeftAside(mailbox, this.source.database);
  }
}

function readLeftAside(mailbox: string, database: ReadModelDatabase): LeftAside {
  const row = database.get<{ mails: string; total: number }>(LEFT_ASIDE, mailbox);
  return row === undefined
    ? { mails: [], total: 0 }
    : { mails: JSON.parse(row.mails) as readonly MailLeftAside[], total: row.total };
}

function toView(row: MailboxRow, database: ReadModelDatabase): MailboxView {
  return {
    name: row.name,
    lastSuccessAt: row.last_success_at,
    oldestWaitingAt: row.waiting_since,
    waiting: row.waiting,
    lastError: row.last_error,
    leftAside: readLeftAside(row.name, database),
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
