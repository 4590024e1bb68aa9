import { columnName, MAX_ROW_BYTES, type BrokenRow, type ListRow } from './list-row.js';

const LINE_FEED = 0x0a;

export interface JsonRow extends ListRow {
  /** The names of its fields, as {@link columnName} gives them. */
  readonly columns: readonly string[];
}

/** One JSON object per line (NDJSON); a batch of rows for each block of text. */
export async function* ndjsonRows(
  blocks: AsyncIterable<Buffer>,
): AsyncGenerator<readonly (JsonRow | BrokenRow)[], void> {
  let line = 1;
  let isWithinLongLine = false;
  for await (const block of blocks) {
    const rows: (JsonRow | BrokenRow)[] = [];
    for (let from = 0; from < block.length;) {
      const feed = block.indexOf(LINE_FEED, from);
      const text = block.subarray(from, feed === -1 ? block.length : feed);
      from += text.length + 1;
      // A block without a line feed at its end is the last, or a piece of a line that is too long.
      if (feed === -1 && text.length > MAX_ROW_BYTES) {
        if (!isWithinLongLine) rows.push(tooLong(line));
        isWithinLongLine = true;
        continue;
      }
      if (!isWithinLongLine) rows.push(...rowsOf(line, text));
      isWithinLongLine = false;
      if (feed !== -1) line += 1;
    }
    yield rows;
  }
}

function rowsOf(line: number, bytes: Buffer): readonly (JsonRow | BrokenRow)[] {
  if (bytes.length > MAX_ROW_BYTES) return [tooLong(line)];
  const text = bytes.toString('utf8').trim();
  if (text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ line, error: 'is not JSON' }];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ line, error: 'is not a JSON object' }];
  }
  const cells = new Map(Object.entries(value).map(([name, field]) => [columnName(name), textOf(field)]));
  return [{ line, columns: [...cells.keys()], cell: (column) => cells.get(column) ?? '' }];
}

function textOf(field: unknown): string {
  switch (typeof field) {
    case 'string':
      return field.trim();
    case 'number':
    case 'boolean':
      return String(field);
    default:
      return '';
  }
}

function tooLong(line: number): BrokenRow {
  return { line, error: `is longer than ${MAX_ROW_BYTES} bytes` };
}
