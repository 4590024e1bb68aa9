import { encodeJson } from '../../events/index.js';
import { setTimeout as delay } from 'node:timers/promises';

/** One event of a stream (WHATWG HTML, 9.2). */
export interface ServerSentEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: object;
}

const HEARTBEAT = Buffer.from(': heartbeat\n\n');

/** What a client follows as server-sent events. */
export interface EventSource {
  /**
   * The next events, encoded by {@link encodeEvents}, empty where there are none; and when to read again: at once, once
   * the source has grown, or never.
   */
  read(): Promise<EventChunk> | EventChunk;
  /** Resolves when there may be more to read than at the time of the call, or the signal aborts. */
  grown(signal: AbortSignal): Promise<void>;
}

export interface EventChunk {
  readonly bytes: Buffer;
  readonly more: 'now' | 'later' | 'never';
}

export interface ServerSentEventsOptions {
  /** A comment is sent after so long without an event, so that proxies and clients know that the stream lives. */
  readonly heartbeatMs: number;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/**
 * A source as server-sent events: what is there, then what comes. Whoever takes the text sets the pace: nothing is
 * read, or held, before what came before is taken.
 */
export async function* serverSentEvents(
  source: EventSource,
  { heartbeatMs, signal }: ServerSentEventsOptions,
): AsyncGenerator<Buffer> {
  while (!signal.aborted) {
    // Asked for before anything is read, so that nothing slips through between.
    const wait = new AbortController();
    const grown = source.grown(AbortSignal.any([signal, wait.signal])).then(() => true);
    try {
      const { bytes, more } = await source.read();
      if (bytes.length > 0) yield bytes;
      if (more === 'never') return;
      if (more === 'later') {
        const heartbeat = delay(heartbeatMs, false, { signal: wait.signal }).catch(() => false);
        if (!(await Promise.race([grown, heartbeat]))) yield HEARTBEAT;
      }
    } finally {
      wait.abort();
    }
    await grown;
  }
}

/** JSON holds no line feed, so one data line holds the whole event. */
export function encodeEvents(events: readonly ServerSentEvent[]): string {
  return events
    .map(
      ({ id, event, data }) => `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${encodeJson(data)}\n\n`,
    )
    .join('');
}
