import type { ReadModelDatabase } from '../../engine/index.js';

const FIND = `
SELECT digest, rows, recorded, complete, actor, started_at, last_recorded_at FROM suppression_imports WHERE import_id = ?`;

/** What is kept of the import of a list. */
export interface ImportRow {
  readonly digest: string;
  readonly rows: number;
  readonly recorded: number;
  readonly complete: number;
  readonly actor: string;
  readonly started_at: string;
  readonly last_recorded_at: string;
}

export function findImport(database: ReadModelDatabase, importId: string): ImportRow | undefined {
  return database.get<ImportRow>(FIND, importId);
}
