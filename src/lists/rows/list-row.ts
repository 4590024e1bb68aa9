/** No row is longer; an address and a kilobyte of reason, with room. Longer ones are errors, not memory. */
export const MAX_ROW_BYTES = 65_536;

/** One row of a list. Lines count from 1. */
export interface ListRow {
  readonly line: number;
  /** What stands in a column, trimmed; empty where nothing does. @param column as {@link columnName} gives it */
  readonly cell: (column: string) => string;
}

/** A row that could not be read, and why, in words that follow "line n: ". */
export interface BrokenRow {
  readonly line: number;
  readonly error: string;
}

export type Row = ListRow | BrokenRow;

/** `Email Address`, `email_address` and `EmailAddress` name the same column. */
export function columnName(given: string): string {
  return given.toLowerCase().replace(/[\s_.-]/g, '');
}
