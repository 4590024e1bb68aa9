import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Streams } from '../file/streams.js';
import type { WriteOutcome } from './write-request.js';

const RETIRED: WriteOutcome = { kind: 'retired' };

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
  tombstone(name: string): WriteOutcome {
    const id = this.#idOf(name);
    this.#erase.run(id);
    this.streams.tombstone(id);
    return RETIRED;
  }

  setMaxAge(name: string, seconds: number | null): WriteOutcome {
    if (this.streams.find(name)?.tombstoned === true) return { kind: 'deleted' };
    this.streams.setMaxAge(this.#idOf(name), seconds);
    return RETIRED;
  }

  #idOf(name: string): number {
    return this.streams.find(name)?.id ?? this.streams.create(name, -1);
  }
}
