import { once } from 'node:events';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { matcherOf, windowOf } from './filters.js';
import type { Log, StoredEvent } from './log.js';
import { eventResponse, identifierOf, nameOf, serverError, streamDeleted } from './wire.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Live events that a node keeps for a subscription; whoever leaves more than these is dropped. */
const LIVE_EVENTS = 32;
const DROP_CHECK_MS = 5;

const BACKWARDS = streams.ReadReq.Options.ReadDirection.BACKWARDS;

/** `Streams.Read`: a stream, the whole log, or a subscription to it. */
export class Reads {
  readonly #subscriptions = new Set<ReadCall>();

  constructor(private readonly log: Log) {}

  async handle(call: ReadCall): Promise<void> {
    const ended = endOf(call);
    const options = call.request.getOptions();
    const stream = options?.getStream();
    if (options === undefined) {
      fail(call, serverError(status.INVALID_ARGUMENT, 'no options'));
    } else if (stream !== undefined) {
      await this.#readStream(call, ended, options, stream);
    } else if (options.hasSubscription()) {
      await this.#subscribe(call, ended, options);
    } else {
      await this.#readAll(call, ended, options);
    }
  }

  dropSubscriptions(): void {
    for (const call of this.#subscriptions) fail(call, tooSlow());
    this.#subscriptions.clear();
  }

  async #readStream(
    call: ReadCall,
    ended: AbortSignal,
    options: ReadReq.Options,
    stream: ReadReq.Options.StreamOptions,
  ): Promise<void> {
    const name = nameOf(stream.getStreamIdentifier());
    const events = this.log.streamEvents(name);
    if (events === 'deleted') {
      fail(call, streamDeleted(name));
      return;
    }
    if (events === null) {
      const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
      await write(call, new streams.ReadResp().setStreamNotFound(notFound), ended);
      call.end();
      return;
    }
    const backwards = options.getReadDirection() === BACKWARDS;
    const from = stream.hasRevision() ? Number(stream.getRevision()) : backwards ? Number.MAX_SAFE_INTEGER : 0;
    const wanted = events.filter(({ revision }) => (backwards ? revision <= from : revision >= from));
    await send(call, ended, backwards ? wanted.reverse() : wanted, options);
  }

  /** Forwards from a position, that one included; backwards before it, as a node does. */
  async #readAll(call: ReadCall, ended: AbortSignal, options: ReadReq.Options): Promise<void> {
    const backwards = options.getReadDirection() === BACKWARDS;
    const from = positionOf(options);
    const matches = matcherOf(options.getFilter());
    const wanted = this.log.all.filter(
      (event) => matches(event) && (from === null || (backwards ? event.position < from : event.position >= from)),
    );
    await send(call, ended, backwards ? wanted.reverse() : wanted, options);
  }

  /**
   * Confirms, catches up at the reader's pace, announces that, and continues live, for as long as the reader keeps up.
   */
  async #subscribe(call: ReadCall, ended: AbortSignal, options: ReadReq.Options): Promise<void> {
    const matches = matcherOf(options.getFilter());
    const window = windowOf(options.getFilter());
    const after = positionOf(options);
    const { all, changes } = this.log;
    this.#subscriptions.add(call);
    ended.addEventListener('abort', () => {
      this.#subscriptions.delete(call);
    });
    await write(call, confirmation(), ended);
    const next = after === null ? 0 : all.findIndex(({ position }) => position > after);
    let index = next === -1 ? all.length : next;
    let examined = 0;
    const dropIfBehind = () => {
      if (all.slice(index).filter(matches).length > LIVE_EVENTS) fail(call, tooSlow());
    };
    let live = false;
    while (!ended.aborted) {
      const event = all[index];
      if (event !== undefined) {
        index += 1;
        examined += 1;
        await (matches(event) && write(call, eventResponse(event), ended, live ? dropIfBehind : undefined));
        await (window !== null && examined % window === 0 && write(call, checkpoint(event), ended));
      } else if (live) {
        await once(changes, 'appended', { signal: ended }).catch(() => undefined);
      } else {
        live = true;
        await write(call, new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()), ended);
      }
    }
  }
}

function positionOf(options: ReadReq.Options): bigint | null {
  const position = options.getAll()?.getPosition();
  return position === undefined ? null : BigInt(position.getCommitPosition());
}

function confirmation(): ReadResp {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
  return new streams.ReadResp().setConfirmation(confirmed);
}

function checkpoint({ position }: StoredEvent): ReadResp {
  const reached = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(reached);
}

function tooSlow(): Error {
  const words = 'Consumer too slow to handle event while live. Client resubscription required.';
  return serverError(status.ABORTED, `Operation timed out: ${words}`);
}

function fail(call: ReadCall, error: Error): void {
  call.emit('error', error);
}

function endOf(call: ReadCall): AbortSignal {
  const end = new AbortController();
  for (const event of ['cancelled', 'close', 'finish', 'error']) {
    call.once(event, () => {
      end.abort();
    });
  }
  return end.signal;
}

async function send(
  call: ReadCall,
  ended: AbortSignal,
  events: readonly StoredEvent[],
  options: ReadReq.Options,
): Promise<void> {
  for (const event of events.slice(0, Number(options.getCount()))) {
    if (ended.aborted) return;
    await write(call, eventResponse(event), ended);
  }
  call.end();
}

/** Writes at the reader's pace. @param whileWaiting called now and then while the reader takes nothing */
async function write(
  call: ReadCall,
  response: ReadResp,
  ended: AbortSignal,
  whileWaiting: () => void = () => undefined,
): Promise<void> {
  if (call.write(response) || ended.aborted) return;
  const timer = setInterval(whileWaiting, DROP_CHECK_MS);
  await once(call, 'drain', { signal: ended }).catch(() => undefined);
  clearInterval(timer);
}
