import { encodeEvents, type EventChunk, type EventSource } from '../../../http/index.js';
import type { FeedFilter, FeedQueries } from '../index.js';

/** Events read, and held, at a time: the reader of the stream sets the pace. */
const EVENTS_PER_PAGE = 200;
/** Sends the headers at once, and the time after which a client that lost the stream comes back. */
const BEGINNING: EventChunk = { text: 'retry: 1000\n\n', more: 'now' };

/**
 * The feed from a position on, without end.
 * @param after feed position after which to begin; undefined: from the start
 */
export function feedSource(feed: FeedQueries, filter: FeedFilter, after: string | undefined): EventSource {
  let last = after;
  let begun = false;
  return {
    read() {
      if (!begun) {
        begun = true;
        return BEGINNING;
      }
      const { items, next } = feed.page(filter, last, EVENTS_PER_PAGE);
      last = next ?? items.at(-1)?.data.position ?? last;
      const text = encodeEvents(items.map((data) => ({ id: data.data.position, event: data.type, data })));
      return { text, more: next === null ? 'later' : 'now' };
    },
    grown: (signal) => feed.grown(signal),
  };
}
