import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  decodeCursor,
  toPage,
  type Page,
  type PageRequest,
  type ReadModelSource,
  type SnapshotSource,
} from '../../engine/index.js';
import { suppressionRows, type NumberedSuppression } from './suppression-rows.js';
import type { SuppressionFilter, SuppressionView } from './suppression-views.js';

/** Rows that are read in one turn of the event loop. */
const ROWS_A_TURN = 500;

/** Everybody to whom something is not sent, on one state of the read model, however long reading it takes. */
export class SuppressionQueries {
  constructor(private readonly source: SnapshotSource) {}

  /** All that the filter lets through, a batch at a time, in the order in which the recipients were first heard of. */
  async *all(filter: SuppressionFilter, signal?: AbortSignal): AsyncGenerator<readonly SuppressionView[], void> {
    const snapshot = this.source.snapshot();
    try {
      for await (const rows of scan(snapshot, filter, 0)) {
        signal?.throwIfAborted();
        yield rows.map(({ view }) => view);
      }
    } finally {
      snapshot.close();
    }
  }

  /** The same, in pages. @throws InvalidCursorError */
  async list(filter: SuppressionFilter, page: PageRequest): Promise<Page<SuppressionView>> {
    const after = decodeCursor(page) ?? 0;
    const snapshot = this.source.snapshot();
    try {
      const found: NumberedSuppression[] = [];
      for await (const rows of scan(snapshot, filter, after)) {
        found.push(...rows);
        if (found.length > page.limit) break;
      }
      return toPage(found.slice(0, page.limit + 1), page, snapshot.position, ({ view }) => view);
    } finally {
      snapshot.close();
    }
  }
}

async function* scan(
  { database }: ReadModelSource,
  filter: SuppressionFilter,
  after: number,
): AsyncGenerator<readonly NumberedSuppression[], void> {
  for (let last = after; ;) {
    const rows = suppressionRows(database, filter.status, last, ROWS_A_TURN);
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.filter(({ view }) => passes(view, filter));
    last = end.sequence;
    await nextTurn();
  }
}

function passes(view: SuppressionView, { kind, reason, campaignId, provider, since }: SuppressionFilter): boolean {
  return (
    (kind === undefined || view.kind === kind) &&
    (reason === undefined || view.reason === reason) &&
    (campaignId === undefined || view.campaignId === campaignId) &&
    (provider === undefined || view.provider === provider) &&
    (since === undefined || view.since >= since)
  );
}
