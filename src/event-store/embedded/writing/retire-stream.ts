import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Stream, Streams } from '../file/streams.js';
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
    const stream = this.#streamOf(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    this.#erase.run(stream.id);
    this.streams.tombstone(stream);
    return RETIRED;
  }

  setMaxAge(name: string, seconds: number | null): WriteOutcome {
    const stream = this.#streamOf(name);
    if (stream.tombstoned) return { kind: 'deleted' };
    this.streams.setMaxAge(stream, seconds);
    return RETIRED;
  }

  #streamOf(name: string): Stream {
    return this.streams.find(name) ?? this.streams.create(name, -1);
  }
}
