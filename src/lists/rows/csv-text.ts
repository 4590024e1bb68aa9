import { stringify } from 'csv-stringify/sync';
import { withFormulaGuard } from './formula-guard.js';

/** A cell that stands in CSV as it is: nearly every one, and looking is quicker than the library. */
const PLAIN = /^[^",\r\n]*$/;

/** Records as CSV (RFC 4180, with line feeds), no cell of which a spreadsheet runs. */
export function csvText(records: readonly (readonly (string | null)[])[]): string {
  return records.map(recordText).join('');
}

function recordText(record: readonly (string | null)[]): string {
  const cells = record.map((cell) => (cell === null || cell === '' ? '' : withFormulaGuard(cell)));
  return cells.length > 1 && cells.every((cell) => PLAIN.test(cell)) ? `${cells.join(',')}\n` : stringify([cells]);
}
