import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection } from './connection.js';

/** Small, so that what comes meanwhile is taken from the connection again after a few milliseconds. */
const PAGE_MESSAGES = 64;
/** What a message takes in memory besides its texts. */
const MESSAGE_OVERHEAD_BYTES = 512;

/** The reader is so far behind that a live subscription cannot go on: what it has not seen has to be read. */
export class FellBehindError extends Error {
  readonly code = 'fell-behind';
  constructor(options?: ErrorOptions) {
    super('the reader fell behind what is written', options);
    this.name = 'FellBehindError';
  }
}

/**
 * What a subscription delivers, in its order, in pages. It is taken from the connection as it comes, not when the
 * reader asks: a node keeps 32 live events for a subscription and drops who leaves more than that. What waits for the
 * reader is bounded in bytes. Beyond that the server is made to wait while it reads stored events; a live subscription
 * is ended, since the server would not wait.
 *
 * @param signal ends the pages without an error
 * @throws FellBehindError, after what came before it, when a live subscription was ended here or by the server
 * @throws the call's error, after what came before it
 */
export async function* readAhead(
  connection: Connection,
  request: ReadReq,
  maxBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly ReadResp[], void> {
  const waiting: ReadResp[] = [];
  const state: { failure?: Error; ended: boolean; live: boolean; bytes: number } = {
    ended: false,
    live: false,
    bytes: 0,
  };
  let news = Promise.withResolvers<undefined>();
  const fail = (error: Error) => {
    state.failure ??= isDrop(error) ? new FellBehindError({ cause: error }) : error;
    news.resolve(undefined);
  };
  const call = await connection.read(request, fail);
  const end = () => {
    state.ended = true;
    news.resolve(undefined);
  };
  const take = (message: ReadResp) => {
    if (state.failure !== undefined) return;
    waiting.push(message);
    state.bytes += bytesOf(message);
    state.live ||= message.hasCaughtUp();
    news.resolve(undefined);
    if (state.bytes < maxBytes) return;
    call.pause();
    if (state.live) fail(new FellBehindError());
  };
  call.on('data', take);
  call.once('end', end);
  signal?.addEventListener('abort', end);
  try {
    while (signal?.aborted !== true) {
      // Renewed before looking, so that nothing that comes meanwhile goes unnoticed.
      news = Promise.withResolvers();
      const page = waiting.splice(0, PAGE_MESSAGES);
      if (page.length > 0) {
        yield page;
        state.bytes -= page.reduce((sum, message) => sum + bytesOf(message), 0);
        if (call.isPaused() && state.failure === undefined && state.bytes < maxBytes / 2) call.resume();
        // Whoever applies a page holds the event loop meanwhile.
        await nextTurn();
      } else if (state.failure !== undefined) {
        throw state.failure;
      } else if (state.ended) {
        return;
      } else {
        await news.promise;
      }
    }
  } finally {
    signal?.removeEventListener('abort', end);
    call.cancel();
    call.destroy();
  }
}

/** EventStoreDB's and KurrentDB's words; the code differs between versions. */
function isDrop(error: Error): boolean {
  return /consumer too slow/i.test(error.message);
}

function bytesOf(message: ReadResp): number {
  const recorded = message.getEvent()?.getEvent();
  const texts = (recorded?.getData_asU8().length ?? 0) + (recorded?.getCustomMetadata_asU8().length ?? 0);
  return texts + MESSAGE_OVERHEAD_BYTES;
}
