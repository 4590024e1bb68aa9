import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { SubscribeOptions, SubscriptionMessage } from '../event-store.port.js';
import type { RecordedEvent } from '../../events/index.js';
import type { Connection } from './connection.js';
import { closedError, unavailable } from './failure.js';
import { fromPosition, toPosition } from './position.js';
import { readPages } from './read-pages.js';
import { subscriptionRequest } from './read-request.js';
import { recordedEvent } from './recorded-event.js';

/**
 * Follows the log on one call. The server drops who reads too slowly for what is written, as it drops everybody when it
 * stops: the iteration then throws, and whoever reads begins again from where it stood.
 */
export async function* subscribe(
  connection: Connection,
  options: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void> {
  const { from, filter, signal } = options;
  const request = subscriptionRequest(from === undefined ? null : fromPosition(from), filter);
  if (connection.closed) throw closedError();
  const ended = () => connection.closed || signal?.aborted === true;
  try {
    if (ended()) return;
    for await (const page of readPages(connection, request, signal)) {
      for (const message of messagesOf(page)) {
        if (ended()) return;
        yield message;
      }
      if (ended()) return;
    }
  } catch (error) {
    if (!ended()) throw unavailable('to follow the log', error);
  }
  if (!ended()) throw unavailable('to follow the log', 'the server ended the subscription');
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
