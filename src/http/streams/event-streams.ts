import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { StopSignal } from '../application/stop-signal.js';
import { clientGone } from '../requests/client-gone.js';
import { serverSentEvents, type EventSource } from './server-sent-events.js';

export const EVENT_STREAM = 'text/event-stream';

const HEARTBEAT_MS = 15_000;

/** Whether a client asks for events as they come instead of one answer. */
export function asksForEvents(accept: string | undefined): boolean {
  return accept?.includes(EVENT_STREAM) === true;
}

/** Answers with server-sent events: each stream ends with its client, and all of them when the service stops. */
@Injectable()
export class EventStreams {
  constructor(private readonly stopping: StopSignal) {}

  open(source: EventSource, reply: FastifyReply): StreamableFile {
    const signal = AbortSignal.any([this.stopping.signal, clientGone(reply)]);
    const events = serverSentEvents(source, { heartbeatMs: HEARTBEAT_MS, signal });
    return new StreamableFile(Readable.from(events, { objectMode: false }), { type: EVENT_STREAM });
  }
}
