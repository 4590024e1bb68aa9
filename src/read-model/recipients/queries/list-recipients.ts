import type { ReadModelDatabase } from '../../engine/index.js';
import { STATUS_COLUMNS, type StatusRow } from './recipient-view-rows.js';
import type { RecipientStatus } from '../recipient-views.js';

const SELECT = `SELECT sequence, ${STATUS_COLUMNS} FROM recipients WHERE sequence > ?`;
const PAGE = 'ORDER BY sequence LIMIT ?';
const ANY = `${SELECT} ${PAGE}`;
const LASTING = `${SELECT} AND status = ? ${PAGE}`;
const WITH_ERRORS = `${SELECT} AND status = 'with-errors' AND clears_at > ? ${PAGE}`;
const VALID = `${SELECT} AND (status = 'valid' OR (status = 'with-errors' AND clears_at <= ?)) ${PAGE}`;

export interface ListedRow extends StatusRow {
  readonly sequence: number;
}

/**
 * Recipients with that status at that instant (undefined: with any), after a row number, in the order of their rows.
 */
export function listRecipients(
  database: ReadModelDatabase,
  status: RecipientStatus | undefined,
  now: Date,
  after: number,
  limit: number,
): ListedRow[] {
  switch (status) {
    case undefined:
      return database.all<ListedRow>(ANY, after, limit);
    case 'valid':
      return database.all<ListedRow>(VALID, after, now.getTime(), limit);
    case 'with-errors':
      return database.all<ListedRow>(WITH_ERRORS, after, now.getTime(), limit);
    case 'quarantined':
    case 'denylisted':
      return database.all<ListedRow>(LASTING, after, status, limit);
  }
}
