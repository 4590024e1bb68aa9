import { encodeEvents } from '../../../http/index.js';
import type { FeedFilter, FeedQueries } from '../index.js';

/** Events read, and held, at a time: the reader of the stream sets the pace. */
const EVENTS_PER_PAGE = 200;

export interface EncodedPage {
  /** Shared by all who read it, and not to be changed. */
  readonly bytes: Buffer;
  /** Feed position of its last event; undefined where it is empty and begins at the start. */
  readonly last: string | undefined;
  readonly isLast: boolean;
}

/**
 * Pages of the feed as server-sent events, read and encoded once for all who ask for the same page in one turn of the
 * event loop: when the feed grows, everybody who follows it wakes at once.
 */
export class EncodedFeed {
  readonly #pages = new Map<string, EncodedPage>();

  #position = '';

  /** @param position how far the log was followed: what was encoded before holds while that is the same */
  constructor(
    private readonly feed: FeedQueries,
    private readonly position: () => string,
  ) {}

  /** @throws InvalidCursorError */
  page(filter: FeedFilter, after: string | undefined): EncodedPage {
    if (this.#position !== this.position()) this.#pages.clear();
    this.#position = this.position();
    const name = JSON.stringify([filter.types, filter.campaignId, after]);
    const known = this.#pages.get(name);
    if (known !== undefined) return known;
    const page = this.#read(filter, after);
    if (this.#pages.size === 0) {
      setImmediate(() => {
        this.#pages.clear();
      });
    }
    this.#pages.set(name, page);
    return page;
  }

  grown(signal: AbortSignal): Promise<void> {
    return this.feed.grown(signal);
  }

  #read(filter: FeedFilter, after: string | undefined): EncodedPage {
    const { items, next } = this.feed.page(filter, after, EVENTS_PER_PAGE);
    const events = items.map((data) => ({ id: data.data.position, event: data.type, data }));
    return {
      bytes: Buffer.from(encodeEvents(events)),
      last: next ?? items.at(-1)?.data.position ?? after,
      isLast: next === null,
    };
  }
}
