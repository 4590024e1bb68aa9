import type { EventStore } from '../../event-store/index.js';
import type { GlobalPosition } from '../../events/index.js';
import { InvalidCursorError, type ReadModelDatabase } from '../engine/index.js';

/** A place in the feed: the n-th notice, from 0, of the event at a position of the log. Written `position/n`. */
interface FeedPosition {
  readonly position: GlobalPosition;
  readonly n: number;
}

const AT = 'SELECT position, n FROM feed WHERE sequence = ?';
const LAST = 'SELECT max(sequence) AS sequence FROM feed';

export function formatFeedPosition({ position, n }: FeedPosition): string {
  return `${position}/${n}`;
}

/**
 * The row number of the last notice at or before a feed position, 0 if there is none. The rows are numbered without a
 * gap in the order of the log, which only the store can tell, so it is found by halving.
 * @throws InvalidCursorError
 */
export function findFeedRow(database: ReadModelDatabase, after: string, compare: EventStore['compare']): number {
  const wanted = parseFeedPosition(after);
  let below = 0;
  let above = (database.get<{ sequence: number | null }>(LAST)?.sequence ?? 0) + 1;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    const row = database.get<FeedPosition>(AT, middle);
    if (row === undefined || order(row, wanted) > 0) above = middle;
    else below = middle;
  }
  return below;

  function order(a: FeedPosition, b: FeedPosition): number {
    try {
      return compare(a.position, b.position) || a.n - b.n;
    } catch {
      throw new InvalidCursorError(after);
    }
  }
}

function parseFeedPosition(text: string): FeedPosition {
  const [, position, n] = /^(.{1,64})\/(\d{1,6})$/.exec(text) ?? [];
  if (position === undefined || n === undefined) throw new InvalidCursorError(text);
  return { position: position as GlobalPosition, n: Number(n) };
}
