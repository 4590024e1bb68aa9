import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { SubscribeOptions, SubscriptionMessage } from '../event-store.port.js';
import type { GlobalPosition, RecordedEvent } from '../../events/index.js';
import type { Connection } from './connection.js';
import { closedError, unavailable } from './failure.js';
import { fromPosition, toPosition } from './position.js';
import { FellBehindError, readAhead } from './read-ahead.js';
import { subscriptionRequest } from './read-request.js';
import { recordedEvent } from './recorded-event.js';

/**
 * Follows the log. Where a live call could not go on because the reader is slower than the writers, another call reads
 * what was missed and goes on from there, without an error. When the server stops, the iteration throws, and whoever
 * reads begins again from where it stood.
 * @param maxBufferBytes of messages that wait for the reader
 */
export async function* subscribe(
  connection: Connection,
  options: SubscribeOptions,
  maxBufferBytes: number,
): AsyncGenerator<SubscriptionMessage, void> {
  const { from, filter, signal } = options;
  // Asserts the options before anything else.
  let request = subscriptionRequest(from === undefined ? null : fromPosition(from), filter);
  if (connection.closed) throw closedError();
  const ended = () => connection.closed || signal?.aborted === true;
  while (!ended()) {
    let last: GlobalPosition | undefined;
    try {
      for await (const page of readAhead(connection, request, maxBufferBytes, signal)) {
        for (const message of messagesOf(page)) {
          if (ended()) return;
          last = positionOf(message) ?? last;
          yield message;
        }
        if (ended()) return;
      }
    } catch (error) {
      if (ended()) return;
      // Without any progress the next call would fare no better: the reader's back-off has to come between.
      if (!(error instanceof FellBehindError) || last === undefined) throw unavailable('to follow the log', error);
      request = subscriptionRequest(fromPosition(last), filter);
      continue;
    }
    if (!ended()) throw unavailable('to follow the log', 'the server ended the subscription');
  }
}

function positionOf(message: SubscriptionMessage): GlobalPosition | undefined {
  return message.kind === 'checkpoint'
    ? message.position
    : message.kind === 'events'
      ? message.events.at(-1)?.position
      : undefined;
}

/** What a page says, in order: the events between two other messages come together. */
function messagesOf(page: readonly ReadResp[]): readonly SubscriptionMessage[] {
  const messages: SubscriptionMessage[] = [];
  let events: RecordedEvent[] = [];
  const flush = () => {
    if (events.length > 0) {
      messages.push({ kind: 'events', events });
      events = [];
    }
  };
  for (const message of page) {
    const event = recordedEvent(message);
    const checkpoint = message.getCheckpoint();
    if (event !== null) {
      events.push(event);
    } else if (checkpoint !== undefined) {
      flush();
      const position = { commit: checkpoint.getCommitPosition(), prepare: checkpoint.getPreparePosition() };
      messages.push({ kind: 'checkpoint', position: toPosition(position) });
    } else if (message.hasCaughtUp()) {
      flush();
      messages.push({ kind: 'caughtUp' });
    }
  }
  flush();
  return messages;
}
