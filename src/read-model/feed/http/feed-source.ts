import type { EventChunk, EventSource } from '../../../http/index.js';
import type { FeedFilter } from '../index.js';
import type { EncodedFeed } from './encoded-feed.js';

/** Sends the headers at once, and the time after which a client that lost the stream comes back. */
const BEGINNING: EventChunk = { bytes: Buffer.from('retry: 1000\n\n'), more: 'now' };

/**
 * The feed from a position on, without end.
 * @param after feed position after which to begin; undefined: from the start
 */
export function feedSource(feed: EncodedFeed, filter: FeedFilter, after: string | undefined): EventSource {
  let position = after;
  let begun = false;
  return {
    read() {
      if (!begun) {
        begun = true;
        return BEGINNING;
      }
      const { bytes, last, isLast } = feed.page(filter, position);
      position = last;
      return { bytes, more: isLast ? 'later' : 'now' };
    },
    grown: (signal) => feed.grown(signal),
  };
}
