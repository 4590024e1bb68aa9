import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection } from './connection.js';

/** A page ends at whichever of the two it reaches first. */
const PAGE_MESSAGES = 512;
const PAGE_BYTES = 1024 * 1024;

/**
 * What the server answers to a read, in its order, in pages of what has come already. The reader sets the pace: while
 * it holds a page, no more than a few messages are taken from the connection, and the server waits.
 *
 * @throws the call's error, after what came before it
 */
export async function* readPages(connection: Connection, request: ReadReq): AsyncGenerator<readonly ReadResp[], void> {
  const state: { failure?: Error; ended: boolean } = { ended: false };
  let news = Promise.withResolvers<undefined>();
  const call = await connection.read(request, (error) => {
    state.failure ??= error;
    news.resolve(undefined);
  });
  call.on('readable', () => {
    news.resolve(undefined);
  });
  call.once('end', () => {
    state.ended = true;
    news.resolve(undefined);
  });
  try {
    for (;;) {
      // Renewed before looking, so that nothing that comes meanwhile goes unnoticed.
      news = Promise.withResolvers();
      const page = await takePage(call);
      if (page.length > 0) {
        yield page;
      } else if (state.failure !== undefined) {
        throw state.failure;
      } else if (state.ended) {
        return;
      } else {
        await news.promise;
      }
    }
  } finally {
    call.cancel();
    // A call with unread answers never ends by itself: the client would keep it for ever, and wait for it when disposed
    // of.
    call.destroy();
  }
}

/** The connection hands over a few messages at a time: a page grows for as long as more come without waiting. */
async function takePage(call: ClientReadableStream<ReadResp>): Promise<readonly ReadResp[]> {
  const page: ReadResp[] = [];
  let bytes = 0;
  let before: number;
  do {
    before = page.length;
    while (page.length < PAGE_MESSAGES && bytes < PAGE_BYTES) {
      const message = call.read() as ReadResp | null;
      if (message === null) break;
      page.push(message);
      bytes += message.getEvent()?.getEvent()?.getData_asU8().length ?? 0;
    }
    await (page.length > 0 && nextTurn());
  } while (page.length > before && page.length < PAGE_MESSAGES && bytes < PAGE_BYTES);
  return page;
}
