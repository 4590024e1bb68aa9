import type { DatabaseSync } from 'node:sqlite';
import type { Retirement } from '../../event-store.port.js';

/** Streams that were tombstoned or have an age. */
export function readRetirements(database: DatabaseSync): ReadonlyMap<string, Retirement> {
  const statement = database.prepare(
    `SELECT name, CASE tombstoned WHEN 1 THEN 'tombstoned' ELSE max_age_seconds END FROM streams
     WHERE tombstoned = 1 OR max_age_seconds IS NOT NULL ORDER BY id`,
  );
  statement.setReturnArrays(true);
  return new Map(statement.all() as unknown as readonly (readonly [string, Retirement])[]);
}
