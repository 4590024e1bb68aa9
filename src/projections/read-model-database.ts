import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** What a statement takes and gives. */
export type SqlValue = SQLInputValue;

/**
 * How a file is written. `following` survives kill -9 and power loss (the last commits may be gone, never half of one).
 * `building` survives nothing: a file that was not finished is thrown away. `reading` cannot be written, and stays as it was
 * when it was opened; only temporary tables can be made beside it.
 */
type WriteMode = 'following' | 'building' | 'reading';

const PRAGMAS: Readonly<Record<WriteMode, string>> = {
  following: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384',
  // Pages twice SQLite's: a whole model takes fewer of them to write, and its rows, a kilobyte and more, fill them better.
  building: `PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -262144`,
  reading: 'PRAGMA cache_size = -16384; BEGIN; SELECT 1 FROM checkpoint',
};

/** SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html). */
const DAMAGE_CODES: readonly number[] = [11, 26];

/** Whether an error says that the file itself is no longer a database: it can only be built anew. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && DAMAGE_CODES.includes(Number(error.errcode) & 0xff);
}

/**
 * One SQLite file of read models, with each statement prepared once. Synchronous: what is read in one turn of the event loop
 * is one state.
 */
export class ReadModelDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #deferredIndexes: readonly string[] = [];

  constructor(file: string, mode: WriteMode) {
    this.#database = new DatabaseSync(file, { enableForeignKeyConstraints: false, readOnly: mode === 'reading' });
    try {
      this.#database.exec(PRAGMAS[mode]);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** The first row, undefined if there is none. The caller knows the columns that its SQL names. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names the columns where the SQL is written
  get<Row extends object>(sql: string, ...parameters: readonly SqlValue[]): Row | undefined {
    return this.#statement(sql).get(...parameters) as Row | undefined;
  }

  all<Row extends object>(sql: string, ...parameters: readonly SqlValue[]): Row[] {
    return this.#statement(sql).all(...parameters) as Row[];
  }

  /** Rows one by one; nothing else may be written meanwhile. */
  iterate<Row extends object>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...parameters) as IterableIterator<Row>;
  }

  run(sql: string, ...parameters: readonly SqlValue[]): void {
    this.#statement(sql).run(...parameters);
  }

  /** @returns the number of the row inserted: its INTEGER PRIMARY KEY */
  insert(sql: string, ...parameters: readonly SqlValue[]): number {
    return Number(this.#statement(sql).run(...parameters).lastInsertRowid);
  }

  /** Several statements without parameters: schemas. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /**
   * Has each of these CREATE INDEX statements run when the first statement is prepared that would have to scan the index's
   * table without it. Rows are written much faster before.
   */
  deferIndexes(statements: readonly string[]): void {
    this.#deferredIndexes = statements;
  }

  /** Makes one index that was deferred and not needed so far. @returns false when there is none */
  makeDeferredIndex(): boolean {
    const [first, ...others] = this.#deferredIndexes;
    if (first === undefined) return false;
    this.#deferredIndexes = others;
    this.#database.exec(first);
    return true;
  }

  /** All of what `work` writes, or nothing. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // After some errors, a full disk for one, SQLite has ended the transaction itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
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
      if (this.#deferredIndexes.length > 0 && this.#scans(sql)) this.#makeIndexesFor(sql);
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #scans(sql: string): boolean {
    const plan = this.#database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as readonly { detail: string }[];
    return plan.some(({ detail }) => detail.startsWith('SCAN'));
  }

  #makeIndexesFor(sql: string): void {
    const isNamed = (index: string) => new RegExp(`\\b${tableOf(index)}\\b`).test(sql);
    const needed = this.#deferredIndexes.filter(isNamed);
    this.#deferredIndexes = this.#deferredIndexes.filter((index) => !isNamed(index));
    for (const index of needed) this.#database.exec(index);
  }
}

function tableOf(index: string): string {
  const [, table] = /\bON (\w+)/.exec(index) ?? [];
  if (table === undefined) throw new Error(`no CREATE INDEX statement: ${index}`);
  return table;
}
