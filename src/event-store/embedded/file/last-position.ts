import type { DatabaseSync } from 'node:sqlite';

/** @returns what gives the last position given, 0 while there is none; erasing takes none back */
export function lastPositionStatement(database: DatabaseSync): () => number {
  const statement = database.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`);
  return () => Number(statement.get()?.['seq'] ?? 0);
}
