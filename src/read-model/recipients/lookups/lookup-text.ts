import { encodeJson } from '../../../events/index.js';
import { csvText, type ListType } from '../../../lists/index.js';
import type { LookupResult } from '../recipient-views.js';

/** A row that could not be read: nobody is sent anything for it. */
export interface UnreadableRow {
  readonly address: '';
  readonly sendable: false;
  readonly error: 'unreadable-row';
  /** From 1. */
  readonly line: number;
  readonly detail: string;
}

/** The answer for one row of a list. */
export type LookupLine = LookupResult | UnreadableRow;

const COLUMNS = ['address', 'sendable', 'status', 'reason', 'blocks', 'known', 'error'] as const;

/** What stands before the first line. */
export function lookupHeader(type: ListType): string {
  return type === 'csv' ? csvText([COLUMNS]) : '';
}

/** Answers as CSV or NDJSON, one line each. */
export function lookupText(lines: readonly LookupLine[], type: ListType): string {
  if (type === 'ndjson') return lines.map((line) => `${encodeJson(line)}\n`).join('');
  return csvText(lines.map(cellsOf));
}

function cellsOf(line: LookupLine): readonly string[] {
  if ('error' in line) {
    const error = line.error === 'unreadable-row' ? `line ${line.line}: ${line.detail}` : line.error;
    return [line.address, 'false', '', '', '', '', error];
  }
  const { address, sendable, status, reason, blocks, known } = line;
  return [address, String(sendable), status, reason ?? '', blocks ?? '', String(known), ''];
}
