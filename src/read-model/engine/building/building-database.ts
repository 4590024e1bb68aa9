import type { StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReadModelDatabase } from '../read-model-database.js';

interface DeferredIndex {
  readonly table: string;
  readonly statement: string;
}

/**
 * A file of read models that nobody else reads while it is built. It survives nothing: what is not finished is thrown
 * away.
 */
export class BuildingDatabase extends ReadModelDatabase {
  #deferred: readonly DeferredIndex[] = [];

  constructor(file: string) {
    super(file, 'building');
  }

  /**
   * Has each of these CREATE INDEX statements run when the first statement is prepared that would have to scan the
   * index's table without it. Rows are written much faster before.
   */
  deferIndexes(statements: readonly string[]): void {
    this.#deferred = statements.map((statement) => ({ statement, table: tableOf(statement) }));
  }

  /** Begins the transaction in which everything is written. */
  begin(): void {
    super.execute('BEGIN');
  }

  commit(): void {
    super.execute('COMMIT');
  }

  /**
   * Makes the indexes that were not needed so far, one in each turn of the event loop. From then on this is a database
   * as any other.
   */
  async complete(): Promise<void> {
    for (let first = this.#deferred[0]; first !== undefined; first = this.#deferred[0]) {
      this.#make([first]);
      await nextTurn();
    }
  }

  /** Lets go of the file, whatever is in it by now. Idempotent. */
  abandon(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  /** Takes the rows of other tables of the same names, which are in another file, into tables that are empty. */
  copyFrom(file: string, tables: Iterable<string>): void {
    // A file can neither be attached nor be let go within a transaction.
    this.commit();
    super.run('ATTACH ? AS other', file);
    this.begin();
    for (const table of tables) super.execute(this.#copying(table));
    this.commit();
    super.execute('DETACH other');
    this.begin();
  }

  protected override prepare(sql: string): StatementSync {
    if (this.#deferred.length > 0) {
      const tables = this.tablesOf(sql);
      const concerned = this.#deferred.filter(({ table }) => tables.has(table));
      if (concerned.length > 0 && this.#scans(sql)) this.#make(concerned);
    }
    return super.prepare(sql);
  }

  /** For tables that are not filled here. */
  protected forgetIndexesOf(tables: ReadonlySet<string>): void {
    this.#deferred = this.#deferred.filter(({ table }) => !tables.has(table));
  }

  #make(indexes: readonly DeferredIndex[]): void {
    this.#deferred = this.#deferred.filter((index) => !indexes.includes(index));
    for (const { statement } of indexes) super.execute(statement);
  }

  #scans(sql: string): boolean {
    const plan = super.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as readonly { detail: string }[];
    return plan.some(({ detail }) => detail.startsWith('SCAN'));
  }

  #copying(table: string): string {
    const columns = super.all<{ name: string; hidden: number }>(
      'SELECT name, hidden FROM pragma_table_xinfo(?)',
      table,
    );
    const stored = columns.filter(({ hidden }) => hidden === 0).map(({ name }) => name);
    // SQLite copies records as they are, and indexes with them, only where a star asks for all columns.
    if (stored.length === columns.length) return `INSERT INTO main.${table} SELECT * FROM other.${table}`;
    return `INSERT INTO main.${table} (${stored.join(', ')}) SELECT ${stored.join(', ')} FROM other.${table}`;
  }
}

function tableOf(index: string): string {
  const [, table] = /\bON (\w+)/.exec(index) ?? [];
  if (table === undefined) throw new Error(`no CREATE INDEX statement: ${index}`);
  return table;
}
