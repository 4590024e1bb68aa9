import { decodeCursor, toPage, type Page, type PageRequest, type ReadModelSource } from '../../projections/index.js';
import type { MailboxQueries, MailboxView } from '../mailbox-views.js';

const LIST = 'SELECT * FROM mailboxes WHERE sequence > ? ORDER BY sequence LIMIT ?';

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
export class StoredMailboxes implements MailboxQueries {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<MailboxView> {
    const { database, position } = this.source;
    const rows = database.all<MailboxRow>(LIST, decodeCursor(page) ?? 0, page.limit + 1);
    return toPage(rows, page, position, toView);
  }
}

function toView(row: MailboxRow): MailboxView {
  return {
    name: row.name,
    lastSuccessAt: row.last_success_at,
    oldestWaitingAt: row.waiting_since,
    waiting: row.waiting,
    lastError: row.last_error,
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
