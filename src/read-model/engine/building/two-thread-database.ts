import { rmSync } from 'node:fs';
import type { StatementSync } from 'node:sqlite';
import { BuildingDatabase } from './building-database.js';
import type { SqlValue } from '../read-model-database.js';
import { RowWriter } from './row-writer.js';

/** A table that the thread writes. */
interface WrittenTable {
  readonly name: string;
  /** How many rows it has; null where not every statement inserted one, and got its number. */
  rows: number | null;
}

/** A statement that the thread runs. */
interface GivenStatement {
  readonly table: WrittenTable;
  /** The thread's number for it. */
  readonly number: number;
}

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";

/**
 * A building file that two threads fill. Some tables, which are hardly ever read, are written by a thread, into the
 * file; this one keeps the others in a file beside it, and in the end the thread takes them over. The first statement
 * that reads one of the thread's tables, or concerns another besides it, fetches that table: from then on it is one of
 * the others. So nothing is ever read that is not there yet.
 */
export class TwoThreadDatabase extends BuildingDatabase {
  readonly #written: Map<string, WrittenTable>;
  /** What is known of each statement: null is run here. */
  readonly #statements = new Map<string, GivenStatement | null>();
  #writer: RowWriter | null;

  private constructor(
    private readonly file: string,
    seldomRead: readonly string[],
    writer: RowWriter,
  ) {
    super(fileOfOthers(file));
    this.#written = new Map(seldomRead.map((name) => [name, { name, rows: 0 }]));
    this.#writer = writer;
  }

  /** @param seldomRead the tables that the thread is to write */
  static async open(file: string, seldomRead: readonly string[]): Promise<TwoThreadDatabase> {
    return new TwoThreadDatabase(file, seldomRead, await RowWriter.start(file));
  }

  override execute(sql: string): void {
    super.execute(sql);
    this.#writer?.execute(sql);
  }

  /** The thread makes its indexes before there are rows: it has the time to keep them. */
  override deferIndexes(statements: readonly string[]): void {
    super.deferIndexes(statements);
    for (const statement of statements) this.#writer?.execute(statement);
  }

  override run(sql: string, ...parameters: readonly SqlValue[]): void {
    const given = this.#given(sql, parameters.length);
    if (given === null) {
      super.run(sql, ...parameters);
      return;
    }
    given.table.rows = null;
    this.#writer?.run(given.number, 0, parameters);
  }

  override insert(sql: string, ...parameters: readonly SqlValue[]): number {
    const given = this.#given(sql, parameters.length);
    if (given === null || given.table.rows === null) return super.insert(sql, ...parameters);
    given.table.rows += 1;
    this.#writer?.run(given.number, given.table.rows, parameters);
    return given.table.rows;
  }

  override async complete(): Promise<void> {
    if (this.#writer === null) return;
    this.forgetIndexesOf(new Set(this.#written.keys()));
    await super.complete();
    const tables = super.all<{ name: string }>(TABLES).map(({ name }) => name);
    const others = tables.filter((name) => !this.#written.has(name));
    this.commit();
    this.close();
    await this.#writer.finish(fileOfOthers(this.file), others);
    this.#writer = null;
    this.#written.clear();
    this.#statements.clear();
    rmSync(fileOfOthers(this.file));
    this.reopen(this.file);
    this.begin();
  }

  override async abandon(): Promise<void> {
    await this.#writer?.abandon();
    await super.abandon();
    rmSync(fileOfOthers(this.file), { force: true });
  }

  protected override prepare(sql: string): StatementSync {
    if (this.#written.size > 0) for (const table of this.tablesOf(sql)) this.#fetch(table);
    return super.prepare(sql);
  }

  #given(sql: string, parameters: number): GivenStatement | null {
    let given = this.#statements.get(sql);
    if (given === undefined) {
      given = this.#give(sql, parameters);
      this.#statements.set(sql, given);
    }
    return given;
  }

  #give(sql: string, parameters: number): GivenStatement | null {
    if (this.#writer === null) return null;
    const [name = '', ...others] = this.tablesOf(sql);
    const table = this.#written.get(name);
    if (table === undefined || others.length > 0) return null;
    return { table, number: this.#writer.statement(sql, parameters) };
  }

  #fetch(name: string): void {
    const table = this.#written.get(name);
    if (table === undefined || this.#writer === null) return;
    this.#written.delete(name);
    for (const [sql, given] of this.#statements) if (given?.table === table) this.#statements.set(sql, null);
    if (table.rows === 0) return;
    this.#writer.commit();
    this.copyFrom(this.file, [name]);
    this.#writer.execute(`DELETE FROM ${name}`);
  }
}

function fileOfOthers(file: string): string {
  return `${file}-others`;
}
