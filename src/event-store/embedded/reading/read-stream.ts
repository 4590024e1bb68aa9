import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StatementSync } from 'node:sqlite';
import type { ReadDirection, ReadStreamOptions } from '../../event-store.port.js';
import type { RecordedEvent } from '../../../events/index.js';
import { assertName } from '../../names.js';
import { EVENT_COLUMNS, eventsOf } from '../file/event-row.js';
import { NOT_EXPIRED } from './expiry.js';
import { assertLimit, assertRevision } from '../../bounds.js';
import type { OpenFile } from '../file/open-file.js';
import { PAGE_EVENTS, readPage } from './page.js';

/** Reads one stream, page by page. */
export class ReadStream {
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(private readonly file: OpenFile) {
    this.#forwards = file.database.prepare(streamSql('e.revision >= ?', 'ASC'));
    this.#forwards.setReturnArrays(true);
    this.#backwards = file.database.prepare(streamSql('e.revision <= ?', 'DESC'));
    this.#backwards.setReturnArrays(true);
  }

  async *execute(stream: string, options: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    assertName('stream name', stream);
    const { direction = 'forwards', limit = Number.POSITIVE_INFINITY } = options;
    assertLimit(limit);
    let from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    assertRevision(from);
    let remaining = limit;
    while (remaining > 0) {
      const page = this.#page(stream, direction, from, remaining);
      for (const event of page.events) yield event;
      const last = page.events.at(-1);
      if (!page.cut || last === undefined) return;
      remaining -= page.events.length;
      from = last.revision + (direction === 'forwards' ? 1 : -1);
      await nextTurn();
    }
  }

  #page(stream: string, direction: ReadDirection, from: number, limit: number) {
    const statement = direction === 'forwards' ? this.#forwards : this.#backwards;
    const parameters = [stream, from, this.file.nowMs()];
    const { rows, cut } = this.file.read(() => readPage(statement, Math.min(limit, PAGE_EVENTS), parameters));
    return { events: eventsOf(rows), cut };
  }
}

function streamSql(range: string, order: 'ASC' | 'DESC'): string {
  return `SELECT ${EVENT_COLUMNS} FROM streams s CROSS JOIN events e ON e.stream_id = s.id
    WHERE s.name = ? AND ${range} AND ${NOT_EXPIRED} ORDER BY e.revision ${order}`;
}
