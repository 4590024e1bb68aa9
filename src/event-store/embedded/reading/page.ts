import type { StatementSync } from 'node:sqlite';
import { DamagedEventFileError } from '../errors.js';
import { EVENT_FILE } from '../file/event-file.js';
import { isSound, type EventRow } from '../file/event-row.js';

/**
 * A page ends at whichever of the two it reaches first, so that a page of evidence takes no more memory than one of
 * facts.
 */
export const PAGE_EVENTS = 512;
const PAGE_CHARACTERS = 1024 * 1024;

/** One page of a read: a statement is run to its end at once, and never kept open while somebody else has the turn. */
export interface RowPage {
  readonly rows: readonly EventRow[];
  /** The page ended for its size: there may be more within what was asked. */
  readonly cut: boolean;
}

/**
 * Reads a page from a statement that yields {@link EventRow}s and ends by itself at the limit.
 * @throws DamagedEventFileError at a row that is not as it was stored
 */
export function readPage(statement: StatementSync, limit: number, parameters: readonly (number | string)[]): RowPage {
  const rows: EventRow[] = [];
  let characters = 0;
  for (const row of statement.iterate(...parameters) as unknown as Iterable<EventRow>) {
    if (!isSound(row)) throw new DamagedEventFileError(EVENT_FILE, [`event ${row[0]} is not as it was stored`]);
    rows.push(row);
    characters += row[6].length + row[7].length;
    if (rows.length === limit || characters >= PAGE_CHARACTERS) return { rows, cut: true };
  }
  return { rows, cut: false };
}
