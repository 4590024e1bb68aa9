import type { EventFilter } from '../../event-store.port.js';
import { assertPrefix } from '../../names.js';

/** A condition on an event `e` of stream `s`, and its parameters. */
export interface FilterSql {
  readonly condition: string;
  readonly parameters: readonly string[];
}

/** @throws TypeError when a prefix is one that no name can have */
export function filterSql(filter: EventFilter | undefined): FilterSql {
  if (filter === undefined) return { condition: 'TRUE', parameters: [] };
  filter.prefixes.forEach(assertPrefix);
  const column = filter.by === 'stream' ? 's.name' : 'e.type';
  // instr takes a prefix as it is: LIKE and GLOB know wildcards, and LIKE folds case.
  const condition = filter.prefixes.map(() => `instr(${column}, ?) = 1`).join(' OR ');
  return { condition: `(${condition})`, parameters: filter.prefixes };
}
