import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StreamDeletedError } from '../errors.js';
import type { CommitOutcome } from './commit-outcome.js';
import type { Streams } from './streams.js';

const DONE: CommitOutcome<undefined> = { kind: 'done', value: undefined };

/** Ends the life of a stream, at once or by age, inside the caller's transaction. */
export class RetireStream {
  readonly #erase: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly streams: Streams,
  ) {
    this.#erase = database.prepare('DELETE FROM events WHERE stream_id = ?');
  }

  /** Erases the stream's events from the file and keeps its name, so that it can never be used again. */
  tombstone(name: string): CommitOutcome<undefined> {
    const id = this.#idOf(name);
    this.#erase.run(id);
    this.streams.tombstone(id);
    return DONE;
  }

  setMaxAge(name: string, seconds: number | null): CommitOutcome<undefined> {
    if (this.streams.find(name)?.tombstoned === true) {
      return { kind: 'refused', error: new StreamDeletedError(name) };
    }
    this.streams.setMaxAge(this.#idOf(name), seconds);
    return DONE;
  }

  #idOf(name: string): number {
    return this.streams.find(name)?.id ?? this.streams.create(name, -1);
  }
}
