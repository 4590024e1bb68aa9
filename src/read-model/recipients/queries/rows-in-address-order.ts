import type { ReadModelDatabase } from '../../engine/index.js';
import { STATUS_COLUMNS, type StatusRow } from './recipient-view-rows.js';

const ROWS_AT_ONCE = 500;
const WITH_ADDRESS = `SELECT ${STATUS_COLUMNS} FROM recipients WHERE address > ? ORDER BY address LIMIT ${ROWS_AT_ONCE}`;
const WITHOUT_ADDRESS = `
SELECT ${STATUS_COLUMNS} FROM recipients WHERE address IS NULL AND recipient_key > ?
ORDER BY recipient_key LIMIT ${ROWS_AT_ONCE}`;

/**
 * Everybody's row, by address, those without one last. Rows are read as they are asked for, and other reads may come
 * between.
 */
export function* rowsInAddressOrder(database: ReadModelDatabase): Generator<StatusRow> {
  yield* after(database, WITH_ADDRESS, ({ address }) => address ?? '');
  yield* after(database, WITHOUT_ADDRESS, ({ recipient_key: key }) => key);
}

function* after(database: ReadModelDatabase, page: string, place: (row: StatusRow) => string): Generator<StatusRow> {
  for (let last = ''; ;) {
    const rows = database.all<StatusRow>(page, last);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = place(end);
  }
}
