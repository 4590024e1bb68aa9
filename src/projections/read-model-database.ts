import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** How a database file is written: one that follows the log must survive kill -9, one that is being built is thrown away. */
export type WriteMode = 'following' | 'building';

/**
 * One SQLite file of read models, with its statements prepared once. Not safe against the loss of power in `building` mode:
 * a file that was not finished is built again.
 */
export class ReadModelDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, mode: WriteMode) {
    this.#database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    this.#database.exec(
      mode === 'following'
        ? 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536'
        : 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA locking_mode = EXCLUSIVE',
    );
  }

  /** The first row, undefined if there is none. The caller knows the columns that its SQL names. */
  get<Row extends object>(sql: string, ...parameters: readonly SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...parameters) as Row | undefined;
  }

  all<Row extends object>(sql: string, ...parameters: readonly SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...parameters) as Row[];
  }

  /** Rows one by one; nothing else may be written meanwhile. */
  iterate<Row extends object>(sql: string, ...parameters: readonly SQLInputValue[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...parameters) as IterableIterator<Row>;
  }

  run(sql: string, ...parameters: readonly SQLInputValue[]): void {
    this.#statement(sql).run(...parameters);
  }

  /** Several statements without parameters: schemas. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /** All of what `work` writes, or nothing. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
