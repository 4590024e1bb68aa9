import { stringify } from 'csv-stringify/sync';
import { withFormulaGuard } from './formula-guard.js';

/** Records as CSV (RFC 4180, with line feeds), no cell of which a spreadsheet runs. */
export function csvText(records: readonly (readonly (string | null)[])[]): string {
  return stringify(records.map((record) => record.map((cell) => withFormulaGuard(cell ?? ''))));
}
