import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { streamChecksum, type StreamColumns } from './checksums.js';

export interface Stream extends StreamColumns {
  readonly id: number;
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
      'INSERT INTO streams (name, revision, first_revision, max_age_seconds, tombstoned, checksum) VALUES (?, ?, 0, NULL, 0, ?)',
    );
    this.#advance = database.prepare('UPDATE streams SET revision = ?, checksum = ? WHERE id = ?');
    this.#setMaxAge = database.prepare('UPDATE streams SET max_age_seconds = ?, checksum = ? WHERE id = ?');
    this.#tombstone = database.prepare('UPDATE streams SET tombstoned = 1, checksum = ? WHERE id = ?');
  }

  find(name: string): Stream | undefined {
    const row = this.#find.get(name) as unknown as StreamRow | undefined;
    if (row === undefined) return undefined;
    const [id, revision, firstRevision, maxAgeSeconds, tombstoned] = row;
    return { id, revision, firstRevision, maxAgeSeconds, tombstoned: tombstoned === 1 };
  }

  /** @param revision of its last event, -1 where it has none */
  create(name: string, revision: number): Stream {
    const columns = { revision, firstRevision: 0, maxAgeSeconds: null, tombstoned: false };
    const { lastInsertRowid } = this.#create.run(name, revision, streamChecksum(columns));
    return { id: Number(lastInsertRowid), ...columns };
  }

  advance(stream: Stream, revision: number): void {
    this.#advance.run(revision, streamChecksum({ ...stream, revision }), stream.id);
  }

  setMaxAge(stream: Stream, maxAgeSeconds: number | null): void {
    this.#setMaxAge.run(maxAgeSeconds, streamChecksum({ ...stream, maxAgeSeconds }), stream.id);
  }

  tombstone(stream: Stream): void {
    this.#tombstone.run(streamChecksum({ ...stream, tombstoned: true }), stream.id);
  }
}
