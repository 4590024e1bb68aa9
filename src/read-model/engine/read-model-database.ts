import { constants, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

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
    PRAGMA cache_size = -196608`,
  reading: 'PRAGMA cache_size = -16384; BEGIN; SELECT 1 FROM checkpoint',
};

/** What an authorizer learns about the rows that a statement reads or changes; a table's name comes with it. */
const ON_ROWS: readonly number[] = [
  constants.SQLITE_READ,
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
];

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
  #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #rollbacks = 0;

  constructor(
    file: string,
    private readonly mode: WriteMode,
  ) {
    this.#database = open(file, mode);
  }

  /** How many transactions were rolled back: rows remembered before the last of them may not be there. */
  get rollbacks(): number {
    return this.#rollbacks;
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

  /** All of what `work` writes, or nothing. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollbacks += 1;
      // After some errors, a full disk for one, SQLite has ended the transaction itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  /** Goes on with another file. */
  protected reopen(file: string): void {
    this.close();
    this.#database = open(file, this.mode);
  }

  /** Called once for each statement, before it is run for the first time. */
  protected prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  /** The tables whose rows a statement reads or changes (https://sqlite.org/c3ref/set_authorizer.html). */
  protected tablesOf(sql: string): ReadonlySet<string> {
    const tables = new Set<string>();
    this.#database.setAuthorizer((action, table) => {
      if (table !== null && ON_ROWS.includes(action)) tables.add(table);
      return constants.SQLITE_OK;
    });
    try {
      this.#database.prepare(sql);
    } finally {
      this.#database.setAuthorizer(null);
    }
    return tables;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function open(file: string, mode: WriteMode): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, readOnly: mode === 'reading' });
  try {
    database.exec(PRAGMAS[mode]);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
