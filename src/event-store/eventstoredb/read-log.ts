import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { assertLimit, assertRevision } from '../bounds.js';
import type { ReadAllOptions, ReadStreamOptions } from '../event-store.port.js';
import type { GlobalPosition, RecordedEvent } from '../../events/index.js';
import { assertName } from '../names.js';
import type { Connection } from './connection.js';
import { closedError, failureOf, unavailable } from './failure.js';
import { fromPosition, toPosition } from './position.js';
import { readPages } from './read-pages.js';
import { allRequest, headRequest, streamRequest } from './read-request.js';
import { recordedEvent } from './recorded-event.js';

type ReadRequest = ReturnType<typeof headRequest>;

/** Reads the whole log; its end is where it stands when the server gets there. */
export async function* readAll(connection: Connection, options: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
  const { direction = 'forwards', from, filter, limit = Number.POSITIVE_INFINITY } = options;
  assertLimit(limit);
  // The limit is counted here: not everything that the server counts is delivered.
  const request = allRequest(direction, from === undefined ? null : fromPosition(from), filter);
  yield* take(limit, events(connection, request, 'to read the log'));
}

/** Reads one stream. */
export async function* readStream(
  connection: Connection,
  stream: string,
  options: ReadStreamOptions,
): AsyncGenerator<RecordedEvent, void> {
  assertName('stream name', stream);
  const { direction = 'forwards', limit = Number.POSITIVE_INFINITY } = options;
  assertLimit(limit);
  let from = options.from ?? null;
  if (from !== null) {
    assertRevision(from);
    // From far beyond the end the server would look for the stream's last event page by page.
    const last = direction === 'backwards' ? await lastRevision(connection, stream) : from;
    from = Math.min(from, last);
  }
  const count = Math.min(limit, Number.MAX_SAFE_INTEGER);
  if (count > 0 && from !== -1) {
    const request = streamRequest(stream, direction, from, count);
    yield* take(limit, events(connection, request, `to read ${stream}`));
  }
}

/** Position of the last event of the log, of the server's own ones too; null while there is none at all. */
export async function head(connection: Connection): Promise<GlobalPosition | null> {
  for await (const message of messages(connection, headRequest(), 'to read the head of the log')) {
    const event = message.getEvent()?.getEvent();
    if (event !== undefined) {
      return toPosition({ commit: event.getCommitPosition(), prepare: event.getPreparePosition() });
    }
  }
  return null;
}

/** Every message of a read. A tombstoned stream answers none. @throws EventStoreUnavailableError */
export async function* messages(
  connection: Connection,
  request: ReadRequest,
  doing: string,
): AsyncGenerator<ReadResp, void> {
  try {
    for await (const page of readPages(connection, request)) {
      for (const message of page) {
        // Half of a read must not pass for the whole.
        if (connection.closed) throw closedError();
        yield message;
      }
    }
  } catch (error) {
    if (connection.closed) throw closedError();
    if (failureOf(error) !== 'deleted') throw unavailable(doing, error);
  }
}

async function* events(
  connection: Connection,
  request: ReadRequest,
  doing: string,
): AsyncGenerator<RecordedEvent, void> {
  for await (const message of messages(connection, request, doing)) {
    const event = recordedEvent(message);
    if (event !== null) yield event;
  }
}

async function lastRevision(connection: Connection, stream: string): Promise<number> {
  const request = streamRequest(stream, 'backwards', null, 1);
  for await (const { revision } of events(connection, request, `to read ${stream}`)) return revision;
  return -1;
}

async function* take<T>(limit: number, items: AsyncIterable<T>): AsyncGenerator<T, void> {
  if (limit === 0) return;
  let taken = 0;
  for await (const item of items) {
    yield item;
    taken += 1;
    if (taken === limit) return;
  }
}
