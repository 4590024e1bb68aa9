/**
 * What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV Injection), after the quotes that guard
 * such a cell already.
 */
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/u;

/** The cell as a spreadsheet shows it and does not run it: with a quote before it. */
export function withFormulaGuard(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell without the quote that {@link withFormulaGuard} put before it. */
export function withoutFormulaGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
