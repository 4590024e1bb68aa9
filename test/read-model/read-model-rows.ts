import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every row of every table of the read model in a data directory, by table. The read model is closed. */
export function readModelRows(dataDir: string): Record<string, unknown[]> {
  const directory = join(dataDir, 'read-models');
  const [file, ...others] = readdirSync(directory).filter((name) => name.endsWith('.sqlite'));
  if (file === undefined || others.length > 0) throw new Error(`one read model was expected in ${directory}`);
  const database = new DatabaseSync(join(directory, file), { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    return Object.fromEntries(
      tables.map(({ name }) => {
        const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all();
        return [String(name), rows.map((row) => JSON.stringify(row)).sort()];
      }),
    );
  } finally {
    database.close();
  }
}
