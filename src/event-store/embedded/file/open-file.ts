import type { DatabaseSync } from 'node:sqlite';
import { EventStoreUnavailableError } from '../../errors.js';
import { CommitSignal } from '../writing/commit-signal.js';
import { lastPositionStatement } from './last-position.js';
import { DamagedEventFileError } from '../errors.js';
import { unavailable } from '../unavailable.js';

/** The open event file as its readers share it. */
export class OpenFile {
  readonly commits = new CommitSignal();
  #head: number;
  #closed = false;

  /** @param nowMs the present, in ms since the epoch */
  constructor(
    readonly database: DatabaseSync,
    readonly nowMs: () => number,
  ) {
    this.#head = lastPositionStatement(database)();
  }

  /** The last position given, 0 while there is none. Only what is durable counts. */
  get head(): number {
    return this.#head;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** To be called after each commit: moves the head and wakes who waits for more. */
  committed(head: number): void {
    this.#head = head;
    this.commits.announce();
  }

  /**
   * @throws EventStoreUnavailableError when the store is closed or the file cannot be read
   * @throws DamagedEventFileError when the query does
   */
  read<T>(query: () => T): T {
    if (this.#closed) throw new EventStoreUnavailableError('event store is closed');
    try {
      return query();
    } catch (error) {
      if (error instanceof DamagedEventFileError) throw error;
      throw unavailable('to read', error);
    }
  }

  close(): void {
    this.#closed = true;
    try {
      this.database.close();
    } finally {
      this.commits.announce();
    }
  }
}
