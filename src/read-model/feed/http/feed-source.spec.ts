import { describe, expect, it } from 'vitest';
import { serverSentEvents } from '../../../http/index.js';
import { EncodedFeed } from './encoded-feed.js';
import { feedSource } from './feed-source.js';
import type { FeedEvent, FeedQueries } from '../index.js';

function feedEvent(n: number): FeedEvent {
  return {
    specversion: '1.0',
    id: `id-${n}`,
    source: '/bounce-ledger/test',
    type: 'bounce-ledger.bounce.received.v1',
    time: '2026-11-21T09:15:01.000Z',
    datacontenttype: 'application/json',
    data: { position: `${n}/0` },
  };
}

/** A feed held in memory, which tells how often it was read. */
class MemoryFeed implements FeedQueries {
  pagesRead = 0;
  readonly #grow = new Set<() => void>();

  constructor(private events: readonly FeedEvent[]) {}

  add(event: FeedEvent): void {
    this.events = [...this.events, event];
    for (const grow of this.#grow) grow();
  }

  get position(): string {
    return String(this.events.length);
  }

  page(_: unknown, after: string | undefined, limit: number) {
    this.pagesRead += 1;
    const from = this.events.findIndex(({ data }) => data.position === after) + 1;
    const items = this.events.slice(from, from + limit);
    const last = items.at(-1);
    const next = from + limit < this.events.length && last !== undefined ? last.data.position : null;
    return { items, next, position: this.position };
  }

  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#grow.add(resolve);
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }
}

async function* textOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield chunk.toString();
}

const HOUR_MS = 3_600_000;
const eventStream = (feed: MemoryFeed, options: { signal: AbortSignal; heartbeatMs: number }) =>
  textOf(serverSentEvents(feedSource(new EncodedFeed(feed, () => feed.position), {}, undefined), options));
const options = (signal: AbortSignal, heartbeatMs = HOUR_MS) => ({ heartbeatMs, signal });
const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id);

describe('the event stream', () => {
  it('begins by telling clients when to come back', async () => {
    const stream = eventStream(new MemoryFeed([]), options(new AbortController().signal));

    expect((await stream.next()).value).toBe('retry: 1000\n\n');
  });

  it('gives what is there, then what comes', async () => {
    const feed = new MemoryFeed([feedEvent(1)]);
    const stream = eventStream(feed, options(new AbortController().signal));
    await stream.next();

    const first = await stream.next();
    const second = stream.next();
    feed.add(feedEvent(2));

    expect(first.value).toBe(
      `id: 1/0\nevent: bounce-ledger.bounce.received.v1\ndata: ${JSON.stringify(feedEvent(1))}\n\n`,
    );
    expect(idsIn(String((await second).value))).toEqual(['2/0']);
  });

  it('reads a page only when the client has taken the one before', async () => {
    const feed = new MemoryFeed(Array.from({ length: 1000 }, (_, n) => feedEvent(n)));
    const stream = eventStream(feed, options(new AbortController().signal));
    await stream.next();

    await stream.next();
    expect(feed.pagesRead).toBe(1);
    await stream.next();
    expect(feed.pagesRead).toBe(2);
  });

  it('gives each of many events once, in order', async () => {
    const events = Array.from({ length: 1000 }, (_, n) => feedEvent(n));
    const stop = new AbortController();
    const seen: unknown[] = [];

    for await (const text of eventStream(new MemoryFeed(events), options(stop.signal))) {
      seen.push(...idsIn(text));
      if (seen.length === events.length) stop.abort();
    }

    expect(seen).toEqual(events.map(({ data }) => data.position));
  });

  it('reads and encodes what comes once for all who follow', async () => {
    const feed = new MemoryFeed([]);
    const encoded = new EncodedFeed(feed, () => feed.position);
    const streams = Array.from({ length: 3 }, () =>
      serverSentEvents(feedSource(encoded, {}, undefined), options(new AbortController().signal)),
    );
    for (const stream of streams) await stream.next();
    const next = streams.map((stream) => stream.next());
    await new Promise(setImmediate);
    feed.pagesRead = 0;

    feed.add(feedEvent(1));
    const chunks = await Promise.all(next);

    expect(idsIn(String(chunks[0]?.value))).toEqual(['1/0']);
    expect(new Set(chunks.map(({ value }) => value as Buffer)).size).toBe(1);
    expect(feed.pagesRead).toBe(1);
  });

  it('shows that it lives while nothing happens', async () => {
    const stream = eventStream(new MemoryFeed([]), options(new AbortController().signal, 1));
    await stream.next();

    expect((await stream.next()).value).toBe(': heartbeat\n\n');
    expect((await stream.next()).value).toBe(': heartbeat\n\n');
  });

  it('ends with its signal, also while it waits', async () => {
    const stop = new AbortController();
    const stream = eventStream(new MemoryFeed([]), options(stop.signal));
    await stream.next();

    const waiting = stream.next();
    stop.abort();

    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
