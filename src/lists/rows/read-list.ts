import { readAddress } from '../../ledger/index.js';
import { plainBytes, type Chunks } from '../bytes/plain-bytes.js';
import { utf8Blocks } from '../bytes/utf8-blocks.js';
import { UnusableListError } from '../list-error.js';
import { csvColumns, csvRecords, csvRow, delimiterOf, type CsvRecord } from './csv-rows.js';
import { MAX_ROW_BYTES, type BrokenRow, type Row } from './list-row.js';
import { ndjsonRows, type JsonRow } from './ndjson-rows.js';

/** The forms of a list. */
export type ListType = 'csv' | 'ndjson';

/** A list whose header is read. */
export interface List {
  readonly type: ListType;
  /** Names of its columns; of NDJSON, those of its first line. Null where a CSV begins with data: no row names them. */
  readonly columns: readonly string[] | null;
  /** Cells of the first record, as they stand. */
  readonly first: readonly string[];
  /** In the order of the list, a batch at a time. @param names the columns of a list that does not name them */
  rows(names?: readonly string[]): AsyncGenerator<readonly Row[], void>;
}

/**
 * Opens a list as people have them: CSV or NDJSON, gzip or not, UTF-8 or Latin-1, LF or CRLF. It is read as far as its
 * first row; the rest as its rows are asked for, in bounded memory.
 * @throws UnusableListError here, and from the rows
 */
export async function readList(chunks: Chunks): Promise<List> {
  const blocks = utf8Blocks(plainBytes(chunks), MAX_ROW_BYTES);
  const start = await firstText(blocks);
  const whole = withStart(start, blocks);
  switch (start.toString('utf8').trimStart().charAt(0)) {
    case '':
      throw new UnusableListError('the list is empty');
    case '[':
      throw new UnusableListError('the list is one JSON array; it must have one JSON object per line');
    case '{':
      return ndjsonList(ndjsonRows(whole));
    default:
      return csvList(csvRecords(whole, delimiterOf(firstLineOf(start))));
  }
}

async function ndjsonList(rows: AsyncGenerator<readonly (JsonRow | BrokenRow)[], void>): Promise<List> {
  const { value, done } = await rows.next();
  const batch = done === true ? [] : value;
  const columns = batch.find((row) => 'cell' in row)?.columns ?? [];
  return { type: 'ndjson', columns, first: [], rows: () => withStart<readonly Row[]>(batch, rows) };
}

async function csvList(records: AsyncGenerator<readonly CsvRecord[], void>): Promise<List> {
  const batch = await firstBatch(records);
  const [header] = batch;
  if (header === undefined) throw new UnusableListError('the list is empty');
  const startsWithData = header.cells.some((cell) => readAddress(cell) !== null);
  const named = startsWithData ? null : csvColumns(header);
  return {
    type: 'csv',
    columns: named === null ? null : [...named.keys()],
    first: header.cells,
    async *rows(names = []) {
      const columns = named ?? new Map(names.map((name, index) => [name, index]));
      const toRow = (record: CsvRecord): Row => csvRow(record, columns, header.cells.length);
      yield batch.slice(startsWithData ? 0 : 1).map(toRow);
      for await (const more of records) yield more.map(toRow);
    },
  };
}

async function firstBatch(records: AsyncGenerator<readonly CsvRecord[], void>): Promise<readonly CsvRecord[]> {
  for (;;) {
    const { value, done } = await records.next();
    if (done === true) return [];
    if (value.length > 0) return value;
  }
}

/** The text up to the block in which something stands, blank lines included: they count. */
async function firstText(blocks: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < MAX_ROW_BYTES) {
    const { value, done } = await blocks.next();
    if (done === true) return start;
    start = Buffer.concat([start, value]);
    if (value.toString('utf8').trim() !== '') break;
  }
  return start;
}

function firstLineOf(block: Buffer): string {
  const text = block.toString('utf8').trimStart();
  const feed = text.indexOf('\n');
  return feed === -1 ? text : text.slice(0, feed);
}

async function* withStart<T>(start: T, others: AsyncIterable<T>): AsyncGenerator<T, void> {
  yield start;
  yield* others;
}
