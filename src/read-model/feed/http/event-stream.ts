import { setTimeout as delay } from 'node:timers/promises';
import type { FeedEvent, FeedFilter, FeedQueries } from '../index.js';

/** Events read, and held, at a time: the reader of the stream sets the pace. */
const EVENTS_PER_PAGE = 200;

export interface EventStreamOptions {
  readonly filter: FeedFilter;
  /** Feed position after which to begin; undefined: from the start. */
  readonly after: string | undefined;
  /** A comment is sent after so long without an event, so that proxies and clients know that the stream lives. */
  readonly heartbeatMs: number;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** The feed from a position on as server-sent events (WHATWG HTML, 9.2), without end: what is there, then what comes. */
export async function* eventStream(feed: FeedQueries, options: EventStreamOptions): AsyncGenerator<string> {
  const { filter, heartbeatMs, signal } = options;
  let { after } = options;
  // Sends the headers at once, and the time after which a client that lost the stream comes back.
  yield 'retry: 1000\n\n';
  while (!signal.aborted) {
    // Asked for before the page is read, so that nothing slips through between.
    const wait = new AbortController();
    const grown = feed.grown(AbortSignal.any([signal, wait.signal])).then(() => true);
    const { items, next } = feed.page(filter, after, EVENTS_PER_PAGE);
    after = next ?? items.at(-1)?.data.position ?? after;
    if (items.length > 0) yield items.map(serialised).join('');
    if (next === null) {
      const heartbeat = delay(heartbeatMs, false, { signal: wait.signal }).catch(() => false);
      if (!(await Promise.race([grown, heartbeat]))) yield ': heartbeat\n\n';
    }
    wait.abort();
    await grown;
  }
}

/** JSON holds no line feed, so one data line holds the whole event. */
function serialised(event: FeedEvent): string {
  return `id: ${event.data.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
