import type { DatabaseSync, StatementSync } from 'node:sqlite';

export interface Stream {
  readonly id: number;
  /** Revision of the last event, -1 before the first. */
  readonly revision: number;
  readonly firstRevision: number;
  readonly maxAgeSeconds: number | null;
  readonly tombstoned: boolean;
}

type StreamRow = readonly [id: number, revision: number, first: number, maxAge: number | null, tombstoned: number];

/** The table of streams. Its methods change nothing by themselves: the caller's transaction does. */
export class Streams {
  readonly #find: StatementSync;
  readonly #create: StatementSync;
  readonly #advance: StatementSync;
  readonly #setMaxAge: StatementSync;
  readonly #tombstone: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(
      'SELECT id, revision, first_revision, max_age_seconds, tombstoned FROM streams WHERE name = ?',
    );
    this.#find.setReturnArrays(true);
    this.#create = database.prepare(
      'INSERT INTO streams (name, revision, first_revision, max_age_seconds, tombstoned) VALUES (?, ?, 0, NULL, 0)',
    );
    this.#advance = database.prepare('UPDATE streams SET revision = ?, first_revision = ? WHERE id = ?');
    this.#setMaxAge = database.prepare('UPDATE streams SET max_age_seconds = ? WHERE id = ?');
    this.#tombstone = database.prepare('UPDATE streams SET tombstoned = 1 WHERE id = ?');
  }

  find(name: string): Stream | undefined {
    const row = this.#find.get(name) as unknown as StreamRow | undefined;
    if (row === undefined) return undefined;
    const [id, revision, firstRevision, maxAgeSeconds, tombstoned] = row;
    return { id, revision, firstRevision, maxAgeSeconds, tombstoned: tombstoned === 1 };
  }

  /** @param revision of its last event, -1 where it has none @returns its id */
  create(name: string, revision: number): number {
    return Number(this.#create.run(name, revision).lastInsertRowid);
  }

  advance(id: number, revision: number, firstRevision: number): void {
    this.#advance.run(revision, firstRevision, id);
  }

  setMaxAge(id: number, seconds: number | null): void {
    this.#setMaxAge.run(seconds, id);
  }

  tombstone(id: number): void {
    this.#tombstone.run(id);
  }
}
