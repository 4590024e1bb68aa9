import { encodeJson } from '../../../events/index.js';
import { csvText, type ListType } from '../../../lists/index.js';
import type { SuppressionView } from './suppression-views.js';

/** The columns of an export, which an import of another ledger knows by their names. */
const COLUMNS = [
  'address',
  'key',
  'status',
  'kind',
  'reason',
  'since',
  'source',
  'campaignId',
  'provider',
  'lastEvent',
  'lastEventId',
] as const satisfies readonly (keyof SuppressionView)[];

/** Suppressions as CSV with a header row, or as one JSON object per line. */
export async function* listText(
  batches: AsyncIterable<readonly SuppressionView[]>,
  type: ListType,
): AsyncGenerator<string, void> {
  if (type === 'csv') yield csvText([COLUMNS]);
  for await (const views of batches) {
    if (views.length === 0) continue;
    yield type === 'csv'
      ? csvText(views.map((view) => COLUMNS.map((column) => view[column])))
      : views.map((view) => `${encodeJson(view)}\n`).join('');
  }
}
