import type { EventStore } from '../../event-store/index.js';
import type { Page, ReadModelDatabase, ReadModelSource } from '../engine/index.js';
import { findFeedRow, formatFeedPosition } from './feed-position.js';
import { toFeedEvent, type FeedRow } from './feed-row.js';
import type { FeedEvent, FeedFilter, FeedQueries, FeedType } from './feed-views.js';

const ROWS = `
SELECT f.sequence, f.position, f.n, f.type, f.time, f.subject, f.data, coalesce((
  SELECT p.data FROM feed_former_facts p WHERE p.finding = f.finding AND p.through >= f.sequence ORDER BY p.through LIMIT 1
), r.data) AS finding_data
FROM feed f LEFT JOIN findings r ON r.sequence = f.finding
WHERE f.sequence > ?`;
const IN_ORDER = ' ORDER BY f.sequence LIMIT ?';
const ALL = ROWS + IN_ORDER;
const OF_TYPE = `${ROWS} AND f.type = ?${IN_ORDER}`;
const OF_CAMPAIGN = `${ROWS} AND f.campaign_id = ?${IN_ORDER}`;
const OF_CAMPAIGN_AND_TYPE = `${ROWS} AND f.campaign_id = ? AND f.type = ?${IN_ORDER}`;

export interface SqliteFeedOptions {
  readonly source: ReadModelSource;
  readonly compare: EventStore['compare'];
  readonly ledgerId: string;
  /** Calls back when the feed may have grown. @returns ends the calls */
  readonly onChange: (listener: () => void) => () => void;
}

/** The feed of the read model. */
export class SqliteFeedQueries implements FeedQueries {
  constructor(private readonly options: SqliteFeedOptions) {}

  /** @throws InvalidCursorError */
  page(filter: FeedFilter, after: string | undefined, limit: number): Page<FeedEvent> {
    const { source, compare, ledgerId } = this.options;
    const { database, position } = source;
    const from = after === undefined ? 0 : findFeedRow(database, after, compare);
    const rows = rowsAfter(database, from, filter, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => toFeedEvent(ledgerId, row)),
      next: rows.length > limit && last !== undefined ? formatFeedPosition(last) : null,
      position,
    };
  }

  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const settle = (): void => {
        endCalls();
        signal.removeEventListener('abort', settle);
        resolve();
      };
      const endCalls = this.options.onChange(settle);
      signal.addEventListener('abort', settle);
    });
  }
}

/** Every kind of notice is found by its index, so that a follower of rare ones does not read all others each time. */
function rowsAfter(
  database: ReadModelDatabase,
  from: number,
  { types, campaignId }: FeedFilter,
  limit: number,
): readonly FeedRow[] {
  if (types === undefined) {
    return campaignId === undefined
      ? database.all<FeedRow>(ALL, from, limit)
      : database.all<FeedRow>(OF_CAMPAIGN, from, campaignId, limit);
  }
  const rowsOf = (type: FeedType): FeedRow[] =>
    campaignId === undefined
      ? database.all<FeedRow>(OF_TYPE, from, type, limit)
      : database.all<FeedRow>(OF_CAMPAIGN_AND_TYPE, from, campaignId, type, limit);
  return [...new Set(types)]
    .flatMap(rowsOf)
    .sort((a, b) => a.sequence - b.sequence)
    .slice(0, limit);
}
