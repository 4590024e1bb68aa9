import type { Readable } from 'node:stream';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { createClient } from './connection-string.js';
import { closedError } from './failure.js';

/** Answers are consistent with what was written through any node: a follower may be behind. */
const CALL = { requiresLeader: true } as const;
/** A call ends by its own end, by cancelling, or when the keepalive finds the connection dead. */
const NO_DEADLINE = { deadline: Infinity } as const;

/**
 * The client, for what it does well: connection strings, TLS, credentials, discovery of a cluster's leader,
 * reconnecting.
 *
 * The calls are made here, on the messages that come with the client. Its own wrappers tell of `caughtUp` and
 * checkpoints apart from the events, so that they overtake those that a slow reader has not taken yet; its readAll
 * sends no filter; and all its instances share one table of pending appends, which one of them empties for all, so that
 * a later answer to another brings the process down.
 */
export class Connection {
  readonly #client: EventStoreDBClient;
  #channel: { close(): void } | undefined;
  #closed = false;

  /** @throws TypeError when the connection string is none */
  constructor(connectionString: string) {
    this.#client = createClient(connectionString);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Opens a read. The listener is there before anything can fail: an error that nobody listens to ends the process.
   * @throws EventStoreUnavailableError when the connection is closed
   */
  read(request: ReadReq, onError: (error: Error) => void): Promise<ClientReadableStream<ReadResp>> {
    return this.#call((streams) => streams.read(request, ...this.#arguments()).on('error', onError));
  }

  /** Opens a call that takes appends one after the other. As in {@link read}. */
  batchAppend(onError: (error: Error) => void): Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> {
    return this.#call((streams) => streams.batchAppend(...this.#arguments()).on('error', onError));
  }

  async tombstone(stream: string): Promise<void> {
    this.#assertOpen();
    await this.#client.tombstoneStream(stream, { expectedRevision: 'any', ...CALL });
  }

  /** Cancels every call and frees the sockets; without it the process never ends. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.dispose();
    this.#channel?.close();
    this.#channel = undefined;
  }

  // What follows is protected in the client; its version is pinned.

  async #call<T extends Readable>(open: (streams: StreamsClient) => T): Promise<T> {
    this.#assertOpen();
    const create = this.#client['GRPCStreamCreator'](StreamsClient, 'streams', (streams: StreamsClient) => {
      this.#assertOpen();
      this.#channel = streams.getChannel();
      return open(streams);
    });
    return create();
  }

  #arguments() {
    return this.#client['callArguments'](CALL, NO_DEADLINE);
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError();
  }
}
