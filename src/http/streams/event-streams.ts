import { Readable } from 'node:stream';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventStreamLimits } from '../application/http-options.js';
import { StopSignal } from '../application/stop-signal.js';
import { clientGone } from '../requests/client-gone.js';
import { dropStalled } from './drop-stalled.js';
import { FewAtATime } from './few-at-a-time.js';
import { OpenStreams, type StreamOwner } from './open-streams.js';
import { serverSentEvents, type EventSource } from './server-sent-events.js';

export const EVENT_STREAM = 'text/event-stream';

/** Provider token of the {@link EventStreamLimits}. */
export const EVENT_STREAM_LIMITS = Symbol('EventStreamLimits');

const HEARTBEAT_MS = 15_000;
/** A client that has not taken what was sent to it after so long is dropped: it can come back where it was. */
const MAX_STALL_MS = 30_000;

/** Whether a client asks for events as they come instead of one answer. */
export function asksForEvents(accept: string | undefined): boolean {
  return accept?.includes(EVENT_STREAM) === true;
}

/** Answers with server-sent events: each stream ends with its client, and all of them when the service stops. */
@Injectable()
export class EventStreams {
  readonly #streams: OpenStreams;

  constructor(
    private readonly stopping: StopSignal,
    @Inject(EVENT_STREAM_LIMITS) limits: EventStreamLimits,
  ) {
    this.#streams = new OpenStreams(limits);
  }

  /**
   * Refuses requests for streams beyond the limits before anything else is done for them, a few at a time: thousands at
   * once must neither cost much nor keep those waiting who are served.
   */
  refuseExcess(server: FastifyInstance): void {
    const refused = new FewAtATime();
    server.addHook('onRequest', (request, _reply, done) => {
      const mayFollow = request.client !== null && asksForEvents(request.headers.accept);
      const refusal = mayFollow ? this.#streams.refusal(ownerOf(request)) : null;
      if (refusal === null) done();
      else {
        refused.call(() => {
          done(refusal);
        });
      }
    });
  }

  /** @throws ProblemError `event-streams-exhausted`, `too-many-event-streams` */
  open(source: EventSource, reply: FastifyReply): StreamableFile {
    const gone = clientGone(reply);
    gone.addEventListener('abort', this.#streams.enter(ownerOf(reply.request)));
    const signal = AbortSignal.any([this.stopping.signal, gone]);
    const events = serverSentEvents(source, { heartbeatMs: HEARTBEAT_MS, signal });
    const drop = (): void => {
      reply.raw.destroy();
    };
    const taken = dropStalled(events, { maxStallMs: MAX_STALL_MS, drop });
    // Nothing is held for a client beyond the chunk that it is taking.
    const body = Readable.from(taken, { objectMode: false, highWaterMark: 0 });
    return new StreamableFile(body, { type: EVENT_STREAM });
  }
}

function ownerOf({ client, ip }: FastifyRequest): StreamOwner {
  return { key: client?.name ?? 'anonymous', address: ip };
}
