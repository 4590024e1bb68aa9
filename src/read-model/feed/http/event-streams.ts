import { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { eventStream } from './event-stream.js';
import type { FeedFilter, FeedQueries } from '../index.js';

const DEFAULT_HEARTBEAT_MS = 15_000;

/** The event streams that clients follow: each ends with its client, all of them when the service stops. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  readonly #stopping = new AbortController();

  constructor(
    private readonly feed: FeedQueries,
    private readonly heartbeatMs = DEFAULT_HEARTBEAT_MS,
  ) {}

  /** @param left tells that the client has gone: the stream itself only notices when it writes */
  open(filter: FeedFilter, after: string | undefined, left: AbortSignal): Readable {
    const signal = AbortSignal.any([this.#stopping.signal, left]);
    const events = eventStream(this.feed, { filter, after, heartbeatMs: this.heartbeatMs, signal });
    return Readable.from(events, { objectMode: false });
  }

  onModuleDestroy(): void {
    this.#stopping.abort();
  }
}
