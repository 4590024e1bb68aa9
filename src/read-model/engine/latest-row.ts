import type { ReadModelDatabase } from './read-model-database.js';

interface Remembered<Key, Row> {
  readonly key: Key;
  readonly row: Row;
  /** Of the database when the row was remembered: what was rolled back since is not there. */
  readonly rollbacks: number;
}

/**
 * The row of a table that was written or read last, so that a step need not look up what the step before it just wrote.
 * It belongs to the functions through which a table is read and written: whichever of them changes a row remembers what
 * it made of it, or forgets.
 */
export class LatestRow<Key, Row> {
  readonly #remembered = new WeakMap<ReadModelDatabase, Remembered<Key, Row>>();

  remember(database: ReadModelDatabase, key: Key, row: Row): void {
    this.#remembered.set(database, { key, row, rollbacks: database.rollbacks });
  }

  /** Undefined where another row, or none, was the last: then the database has to be asked. */
  find(database: ReadModelDatabase, key: Key): Row | undefined {
    const latest = this.#remembered.get(database);
    return latest?.key === key && latest.rollbacks === database.rollbacks ? latest.row : undefined;
  }

  forget(database: ReadModelDatabase): void {
    this.#remembered.delete(database);
  }
}
