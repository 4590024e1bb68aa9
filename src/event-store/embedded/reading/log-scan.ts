import type { StatementSync } from 'node:sqlite';
import type { EventFilter, ReadDirection } from '../../event-store.port.js';
import type { RecordedEvent } from '../../../events/index.js';
import { EVENT_COLUMNS, eventsOf, type EventRow } from '../file/event-row.js';
import { NOT_EXPIRED } from './expiry.js';
import { filterSql } from './filter-sql.js';
import type { OpenFile } from '../file/open-file.js';
import { PAGE_EVENTS, readPage } from './page.js';

/** Positions that one page may examine: bounds the time that a filter which matches nothing holds the event loop. */
const WINDOW_POSITIONS = 4096;

export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** The last position examined, matching or not; the next page begins beyond it. */
  readonly through: number;
}

/** The same, as it lies in the file. */
export interface LogRows {
  readonly rows: readonly EventRow[];
  readonly through: number;
}

/** A scan of the whole log, page by page. */
export class LogScan {
  readonly #statement: StatementSync;
  readonly #parameters: readonly string[];

  /** @throws TypeError when the filter is none, EventStoreUnavailableError */
  constructor(
    private readonly file: OpenFile,
    private readonly direction: ReadDirection,
    filter: EventFilter | undefined,
  ) {
    const { condition, parameters } = filterSql(filter);
    this.#parameters = parameters;
    this.#statement = file.read(() => file.database.prepare(scanSql(condition, direction)));
    this.#statement.setReturnArrays(true);
  }

  /**
   * Reads the next page beyond a position (exclusive, in the scan's direction), no further than to the end (inclusive).
   * It may hold fewer events than the limit, or none, though there are more.
   */
  page(beyond: number, end: number, limit = Number.POSITIVE_INFINITY): LogPage {
    const { rows, through } = this.rows(beyond, end, limit);
    return { events: eventsOf(rows), through };
  }

  /** The same page, of which nothing is parsed. */
  rows(beyond: number, end: number, limit = Number.POSITIVE_INFINITY): LogRows {
    const backwards = this.direction === 'backwards';
    const windowEnd = backwards ? Math.max(end, beyond - WINDOW_POSITIONS) : Math.min(end, beyond + WINDOW_POSITIONS);
    const range = backwards ? [windowEnd, beyond - 1] : [beyond + 1, windowEnd];
    const parameters = [...range, ...this.#parameters, this.file.nowMs()];
    const { rows, cut } = this.file.read(() => readPage(this.#statement, Math.min(limit, PAGE_EVENTS), parameters));
    const last = rows.at(-1);
    return { rows, through: cut && last ? last[0] : windowEnd };
  }
}

function scanSql(condition: string, direction: ReadDirection): string {
  // CROSS JOIN keeps the log the outer loop: by streams first, SQLite would have to sort the whole result.
  return `SELECT ${EVENT_COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream_id
    WHERE e.position BETWEEN ? AND ? AND ${condition} AND ${NOT_EXPIRED}
    ORDER BY e.position ${direction === 'backwards' ? 'DESC' : 'ASC'}`;
}
