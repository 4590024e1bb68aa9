import { readAddress } from '../../ledger/index.js';
import { UnusableListError } from '../list-error.js';
import type { List } from '../rows/read-list.js';
import { FORMATS, GENERIC, SES_IMPORT, type ListFormat, type ListFormatName } from './list-formats.js';

/** A format, with the names of the columns where the list has none. */
export interface FoundFormat {
  readonly format: ListFormat;
  readonly names: readonly string[];
  /** Our own CSV: a quote guards its cells that a spreadsheet would run. */
  readonly isGuarded: boolean;
}

/**
 * The format of a list: the one that is named, in the variant that its header has, or else the first whose header it
 * has.
 * @throws UnusableListError if its columns are not those of the format that is named, or none holds addresses
 */
export function findFormat(list: List, name: ListFormatName | null): FoundFormat {
  if (list.columns === null) return withoutHeader(list, name);
  const columns = new Set(list.columns);
  const found = FORMATS.find((format) => (name === null || format.name === name) && fits(format, columns));
  const format = found ?? GENERIC;
  if (found === undefined && name !== null && name !== 'generic') {
    throw new UnusableListError(`the columns are not those of an export of ${name}: ${namesOf(columns)}`, 1);
  }
  if (list.type === 'csv' && !format.address.some((column) => columns.has(column))) {
    const expected = GENERIC.address.join(', ');
    throw new UnusableListError(`no column holds addresses; expected one of ${expected}, found ${namesOf(columns)}`, 1);
  }
  return { format, names: [], isGuarded: list.type === 'csv' && format.name === 'bounce-ledger' };
}

function fits({ header, exact = false }: ListFormat, columns: ReadonlySet<string>): boolean {
  return header.every((column) => columns.has(column)) && (!exact || columns.size === header.length);
}

/** One address a line, or the file of a bulk import of Amazon SES: address and reason. */
function withoutHeader({ first }: List, name: ListFormatName | null): FoundFormat {
  const isSes = first.length === 2 && /^(?:bounce|complaint)$/i.test(first[1]?.trim() ?? '');
  if (isSes && (name === null || name === 'ses')) return withNames(SES_IMPORT, SES_IMPORT.header);
  if (first.length === 1 && (name === null || name === 'generic')) return withNames(GENERIC, ['address']);
  throw new UnusableListError('this is an address, where a header row must name the columns', 1);
}

function withNames(format: ListFormat, names: readonly string[]): FoundFormat {
  return { format, names, isGuarded: false };
}

/** Where the addresses of any list stand: the column's name, and names where the list has none. */
export function findAddresses(list: List): { readonly columns: readonly string[]; readonly names: readonly string[] } {
  if (list.columns !== null) return { columns: findFormat(list, null).format.address, names: [] };
  const index = list.first.findIndex((cell) => readAddress(cell) !== null);
  return { columns: ['address'], names: list.first.map((_, at) => (at === index ? 'address' : `column ${at}`)) };
}

function namesOf(columns: ReadonlySet<string>): string {
  const names = [...columns].slice(0, 20).map((name) => name.slice(0, 64));
  return names.length === 0 ? 'none' : names.join(', ');
}
