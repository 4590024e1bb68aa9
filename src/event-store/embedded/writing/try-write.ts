import type { DatabaseSync } from 'node:sqlite';
import type { WriteOutcome } from './write-request.js';

/** As much as a mail may need: a full disk often has room for a few bytes more. */
const CHARACTERS = 64 * 1024;
/** No stream can have such a name. */
const NAME = '$'.repeat(CHARACTERS);

/** Writes a row and removes it again, inside the caller's transaction: its commit needs the room all the same. */
export function tryWrite(database: DatabaseSync): WriteOutcome {
  const insert = database.prepare(
    'INSERT INTO streams (name, revision, first_revision, tombstoned) VALUES (?, -1, 0, 0)',
  );
  const { lastInsertRowid } = insert.run(NAME);
  database.prepare('DELETE FROM streams WHERE id = ?').run(lastInsertRowid);
  return { kind: 'retired' };
}
