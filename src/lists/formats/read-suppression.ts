import { capText, type ImportedSuppression, type SuppressionKind } from '../../events/index.js';
import { readAddress } from '../../ledger/index.js';
import { withoutFormulaGuard } from '../rows/formula-guard.js';
import type { ListRow } from '../rows/list-row.js';
import type { KindColumns, ListFormat } from './list-formats.js';
import { listTime } from './list-time.js';

const MAX_REASON_BYTES = 1_000;
const MAX_SOURCE_BYTES = 200;
/** Of what is shown of a value that cannot be read. */
const SHOWN = 64;
/** What is assumed of a list that names no kind: it blocks everything. */
const DEFAULT_KIND: SuppressionKind = 'manual';

/** What is made of every row of one list. */
export interface SuppressionReading {
  readonly format: ListFormat;
  /** Whether a quote guards its cells that a spreadsheet would run. */
  readonly isGuarded: boolean;
  /** Overrules what the rows say. */
  readonly kind: SuppressionKind | null;
  /** For rows that name no source. */
  readonly source: string | null;
  readonly now: Date;
}

/** A row that suppresses nobody: `not-suppressed` as it says, `no-address` as its ledger knew none. */
export interface PassedOverRow {
  readonly passedOver: 'not-suppressed' | 'no-address';
}

/** Reads one row of a suppression list. An error says what is wrong, in words that follow "line n: ". */
export function readSuppression(
  row: ListRow,
  { format, isGuarded, kind: givenKind, source, now }: SuppressionReading,
): ImportedSuppression | PassedOverRow | { readonly error: string } {
  const cell = isGuarded ? (column: string) => withoutFormulaGuard(row.cell(column)) : row.cell;
  const first = (columns: readonly string[]) => columns.map(cell).find((text) => text !== '') ?? '';
  const kind = givenKind ?? kindOf(cell, format.kind, format.name === 'generic');
  if (kind === null) return { passedOver: 'not-suppressed' };
  const given = first(format.address);
  if (given === '') {
    return cell('key') !== '' && format.name === 'bounce-ledger'
      ? { passedOver: 'no-address' }
      : { error: 'has no address' };
  }
  const address = readAddress(given);
  if (address === null) return { error: `${quoted(given)} is not a mail address` };
  if (typeof kind === 'object') return kind;
  const since = first(format.since);
  const instant = listTime(since, now);
  if (instant === undefined) return { error: `${quoted(since)} is not a time, or lies ahead` };
  const reason = oneLine(format.reason.map(cell).join(' '));
  return {
    address,
    kind,
    reason: capText(reason, MAX_REASON_BYTES) || null,
    since: instant,
    source: capText(oneLine(first(format.source ?? [])), MAX_SOURCE_BYTES) || source,
  };
}

function kindOf(
  cell: (column: string) => string,
  kind: SuppressionKind | KindColumns,
  mayBeAbsent: boolean,
): SuppressionKind | null | { readonly error: string } {
  if (typeof kind === 'string') return kind;
  const texts = kind.columns.map((column) => normalised(cell(column))).filter((text) => text !== '');
  if (texts.length === 0) return mayBeAbsent ? DEFAULT_KIND : { error: `has no ${kind.columns[0] ?? 'kind'}` };
  const values = valuesOf(kind);
  for (const text of [texts.join(' '), texts[0] ?? '']) {
    const value = values.get(text);
    if (value !== undefined) return value;
  }
  return { error: `${quoted(texts.join(' '))} is not a kind of suppression` };
}

const normalisedValues = new WeakMap<KindColumns, ReadonlyMap<string, SuppressionKind | null>>();

function valuesOf(kind: KindColumns): ReadonlyMap<string, SuppressionKind | null> {
  const known = normalisedValues.get(kind);
  if (known !== undefined) return known;
  const values = new Map(Object.entries(kind.values).map(([text, value]) => [normalised(text), value]));
  normalisedValues.set(kind, values);
  return values;
}

/** `hard_bounce`, `Hard-Bounce` and `hard bounce` are one. */
function normalised(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/** Nothing in it moves a cursor. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}
