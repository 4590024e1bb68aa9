import { CsvError, parse, type Parser } from 'csv-parse';
import { UnusableListError } from '../list-error.js';
import { columnName, MAX_ROW_BYTES, type Row } from './list-row.js';

/** One record, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180, quoted fields included, with any of the three delimiters; a batch of records for each block of text. */
export async function* csvRecords(
  blocks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<readonly CsvRecord[], void> {
  let lastLine = 0;
  /** Of the records that are not read yet. */
  let lines: number[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    on_record: (cells, { lines: line }) => {
      lastLine = line;
      lines.push(line - lineFeedsIn(cells));
      return cells;
    },
  });
  let failure: Error | null = null;
  parser.on('error', (error) => {
    failure = error;
  });
  const refuse = () => {
    if (failure !== null) throw unusable(failure, lastLine + 1);
  };
  const withLines = (records: readonly string[][]): readonly CsvRecord[] => {
    const ofRecords = lines;
    lines = [];
    return records.map((cells, index) => ({ line: ofRecords[index] ?? 0, cells }));
  };
  try {
    for await (const block of blocks) {
      // The parser works at once, and takes more than its reader has read.
      parser.write(block);
      refuse();
      yield withLines(readable(parser));
    }
    parser.end();
    const last: string[][] = [];
    try {
      for await (const cells of parser) last.push(cells as string[]);
    } catch (error) {
      throw error instanceof Error ? unusable(error, lastLine + 1) : error;
    }
    yield withLines(last);
  } finally {
    parser.destroy();
  }
}

/** The rows of records under a header. @param columns as {@link columnName} gives them, in the order of the cells */
export function csvRow({ line, cells }: CsvRecord, columns: ReadonlyMap<string, number>, width: number): Row {
  const isTooLong = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length < width || isTooLong) {
    return { line, error: `has ${cells.length} cells, not ${width} as the header row` };
  }
  return { line, cell: (column) => cells[columns.get(column) ?? -1]?.trim() ?? '' };
}

/** Places of the columns by name. @throws UnusableListError if two have the same name */
export function csvColumns({ line, cells }: CsvRecord): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const name = columnName(cell);
    if (name === '') continue;
    if (columns.has(name)) throw new UnusableListError(`two columns are named ${cell.trim().slice(0, 64)}`, line);
    columns.set(name, index);
  }
  return columns;
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The delimiter that the first line has most of outside quotes: spreadsheets write what the country's settings say. */
export function delimiterOf(firstLine: string): string {
  const unquoted = firstLine.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function readable(parser: Parser): readonly string[][] {
  const records: string[][] = [];
  for (let next = parser.read() as string[] | null; next !== null; next = parser.read() as string[] | null) {
    records.push(next);
  }
  return records;
}

function lineFeedsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
}

/** @param line on which the row begins that is not read */
function unusable(error: Error, line: number): UnusableListError {
  switch (error instanceof CsvError ? error.code : null) {
    case 'CSV_MAX_RECORD_SIZE':
      return new UnusableListError(`this row is longer than ${MAX_ROW_BYTES} bytes; is a quote not closed?`, line);
    case 'CSV_QUOTE_NOT_CLOSED':
      return new UnusableListError('a quote is not closed', line);
    default:
      return new UnusableListError(error.message, line, { cause: error });
  }
}
