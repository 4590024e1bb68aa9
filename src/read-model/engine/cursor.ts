import { InvalidCursorError, type Page, type PageRequest } from './page.js';

const MAX_DIGITS = 15;

/** The row after which a page begins; cursors are opaque, so that clients do not come to rely on what is in them. */
function encodeCursor(rowNumber: number): string {
  return Buffer.from(String(rowNumber)).toString('base64url');
}

/**
 * The number of the last row of the page before; null for the first page.
 * @throws InvalidCursorError
 */
export function decodeCursor({ cursor }: PageRequest): number | null {
  if (cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^\d+$/.test(text) || text.length > MAX_DIGITS) throw new InvalidCursorError(cursor);
  return Number(text);
}

/**
 * Makes a page of rows, of which one more than the page holds was asked for, so that it shows whether there is a next
 * one.
 */
export function toPage<Row extends { readonly sequence: number }, Item>(
  rows: readonly Row[],
  { limit }: PageRequest,
  position: string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(last.sequence) : null;
  return { items: shown.map(toItem), next, position };
}
