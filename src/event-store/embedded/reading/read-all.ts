import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadAllOptions } from '../../event-store.port.js';
import type { RecordedEvent } from '../../../events/index.js';
import { assertLimit } from '../../bounds.js';
import { LogScan } from './log-scan.js';
import type { OpenFile } from '../file/open-file.js';
import { fromPosition } from '../file/position.js';

/** Reads the whole log page by page; its end is where it stands when the reader gets there. */
export async function* readAll(file: OpenFile, options: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
  const { direction = 'forwards', filter, limit = Number.POSITIVE_INFINITY } = options;
  assertLimit(limit);
  const backwards = direction === 'backwards';
  const scan = new LogScan(file, direction, filter);
  let beyond = startBeyond(file.head, options);
  let remaining = limit;
  while (remaining > 0 && (backwards ? beyond > 1 : beyond < file.head)) {
    const page = scan.page(beyond, backwards ? 1 : file.head, remaining);
    for (const event of page.events) yield event;
    remaining -= page.events.length;
    beyond = page.through;
    // A reader that never waits would keep everybody else from running.
    await nextTurn();
  }
}

/** The position just outside the first one read: `from` itself backwards. */
function startBeyond(head: number, { from, direction }: ReadAllOptions): number {
  const first = from === undefined ? undefined : fromPosition(from);
  return direction === 'backwards' ? Math.min(first ?? head + 1, head + 1) : (first ?? 1) - 1;
}
