import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EncodedAppend, EncodedEvent } from '../../encoded-append.js';
import { eventChecksum, type EventColumns } from '../file/checksums.js';
import { toPosition } from '../file/position.js';
import type { Stream, Streams } from '../file/streams.js';
import type { WriteOutcome } from './write-request.js';

type Place = Pick<EventColumns, 'stream' | 'revision' | 'storedAt'>;
type PlacedEvent = readonly [id: string, position: number];

/** Stands for a stream that has no row yet: no event has its id. */
const UNKNOWN_STREAM: Stream = { id: 0, revision: -1, firstRevision: 0, maxAgeSeconds: null, tombstoned: false };

/** Checks one append against its stream and writes it, inside the caller's transaction. */
export class Append {
  readonly #insert: StatementSync;
  readonly #idsFrom: StatementSync;
  readonly #uncheckedRevision: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly streams: Streams,
  ) {
    this.#insert = database.prepare(
      `INSERT INTO events (stream_id, revision, stored_at, unchecked, type, id, metadata, data, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#idsFrom = arrays(
      database,
      'SELECT id, position FROM events WHERE stream_id = ? AND revision >= ? ORDER BY revision LIMIT ?',
    );
    // Without INDEXED BY, SQLite walks the stream to its end.
    this.#uncheckedRevision = arrays(
      database,
      `SELECT revision FROM events INDEXED BY unchecked_events_by_id
       WHERE stream_id = ? AND id = ? AND unchecked = 1 LIMIT 1`,
    );
  }

  execute(append: EncodedAppend, nowMs: number): WriteOutcome {
    const stream = this.streams.find(append.stream) ?? UNKNOWN_STREAM;
    if (stream.tombstoned) return { kind: 'deleted' };
    const { expectedRevision: expected } = append;
    const write = () => this.#write(stream, append, nowMs);
    if (expected === 'any') return this.#appendUnchecked(stream, append, write);
    if ((expected === 'no-stream' ? -1 : expected) === stream.revision) return write();
    const start = expected === 'no-stream' ? stream.firstRevision : expected + 1;
    return this.#firstResult(stream, append, start) ?? refuse(stream);
  }

  #appendUnchecked(stream: Stream, append: EncodedAppend, write: () => WriteOutcome): WriteOutcome {
    const start = this.#revisionOf(stream, append);
    if (start === null) return write();
    return this.#firstResult(stream, append, start) ?? refuse(stream);
  }

  /** Where the append's first event already stands: among what came unchecked, or at the end of the stream. */
  #revisionOf(stream: Stream, append: EncodedAppend): number | null {
    const id = append.events[0].id;
    const unchecked = this.#uncheckedRevision.get(stream.id, id) as unknown as readonly [number] | undefined;
    if (unchecked !== undefined) return unchecked[0];
    const tail = stream.revision - append.events.length + 1;
    return this.#idsAt(stream, tail, 1)[0]?.[0] === id ? tail : null;
  }

  /** The first result of an append whose events stand there already; undefined unless all of them do. */
  #firstResult(stream: Stream, append: EncodedAppend, start: number): WriteOutcome | undefined {
    const placed = this.#idsAt(stream, start, append.events.length);
    const last = placed.at(-1);
    if (last === undefined || !append.events.every((event, index) => event.id === placed[index]?.[0])) return undefined;
    return done(start + append.events.length - 1, last[1]);
  }

  #write(stream: Stream, append: EncodedAppend, nowMs: number): WriteOutcome {
    const start = stream.revision + 1;
    const revision = start + append.events.length - 1;
    const id = stream === UNKNOWN_STREAM ? this.streams.create(append.stream, revision).id : stream.id;
    const unchecked = append.expectedRevision === 'any' ? 1 : 0;
    let position = 0;
    append.events.forEach((event, index) => {
      const place = { stream: append.stream, revision: start + index, storedAt: nowMs };
      position = this.#insertEvent(id, place, unchecked, event);
    });
    if (stream !== UNKNOWN_STREAM) this.streams.advance(stream, revision);
    return done(revision, position);
  }

  #insertEvent(streamId: number, place: Place, unchecked: number, event: EncodedEvent): number {
    const { stream, revision, storedAt } = place;
    const { type, id, metadata, data } = event;
    const checksum = eventChecksum({ stream, revision, storedAt, type, id, metadata, data });
    const result = this.#insert.run(streamId, revision, storedAt, unchecked, type, id, metadata, data, checksum);
    return Number(result.lastInsertRowid);
  }

  #idsAt(stream: Stream, start: number, count: number): readonly PlacedEvent[] {
    return this.#idsFrom.all(stream.id, start, count) as unknown as readonly PlacedEvent[];
  }
}

function arrays(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

function done(revision: number, position: number): WriteOutcome {
  return { kind: 'appended', result: { revision, position: toPosition(position) } };
}

function refuse({ revision }: Stream): WriteOutcome {
  return { kind: 'wrong-revision', actualRevision: revision === -1 ? null : revision };
}
