import { promisify } from 'node:util';
import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService, type IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { handleAppend, handleBatchAppend } from './appends.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { Log } from './log.js';
import { Reads } from './reads.js';
import { nameOf, serverError, streamDeleted } from './wire.js';

export interface StandInOptions {
  /** A file that also receives every write; another process can continue with it. */
  readonly journalFile?: string;
  /** The port to listen on; any free port by default. */
  readonly port?: number;
}

/**
 * A server that speaks the subset of EventStoreDB's protocol that the adapter uses, on 127.0.0.1, with its log in
 * memory. It behaves as observed of EventStoreDB 23.10: retries are recognised by event id, the size limit covers a
 * whole append, stream reads honour deletion and age while the log still shows the events, and filtered subscriptions
 * send checkpoints.
 */
export class EventStoreDbStandIn {
  readonly faults = new Faults();
  readonly log: Log;
  readonly #reads: Reads;
  #server: Server | undefined;
  #port: number;

  private constructor({ journalFile, port = 0 }: StandInOptions) {
    this.log = new Log(journalFile === undefined ? undefined : new Journal(journalFile));
    this.#reads = new Reads(this.log);
    this.#port = port;
  }

  static async start(options: StandInOptions = {}): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(options);
    await standIn.listen();
    return standIn;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Accepts calls; after a {@link kill}, again on the same port with the same log. */
  async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(StreamsService, this.#withFaults(this.#streams()));
    server.addService(ServerFeaturesService, this.#withFaults({ getSupportedMethods }));
    const bind = promisify(server.bindAsync.bind(server));
    this.#port = await bind(`127.0.0.1:${this.#port}`, ServerCredentials.createInsecure());
    this.#server = server;
  }

  /** Breaks every connection and accepts no more, like a killed process. What was written stays. */
  kill(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  /** Ends every subscription, as a server does when a reader does not keep up. */
  dropSubscriptions(): void {
    this.#reads.dropSubscriptions();
  }

  #streams(): IStreamsServer {
    const { log, faults } = this;
    return {
      append: (call, respond) => {
        handleAppend(log, faults, call, respond);
      },
      batchAppend: (call) => {
        handleBatchAppend(log, faults, call);
      },
      read: (call) => {
        faults.onRead();
        void this.#reads.handle(call);
      },
      tombstone: (call, respond) => {
        tombstone(log, call, respond);
      },
      delete: (_, respond) => {
        respond(serverError(status.UNIMPLEMENTED, 'not used by the adapter'));
      },
    };
  }

  /** If a refusal is set, every call gets it first. */
  #withFaults(implementation: UntypedServiceImplementation): UntypedServiceImplementation {
    const guarded = Object.entries(implementation).map(([name, handle]) => {
      const call = handle as (call: FailingCall, respond?: (error: ServiceError) => void) => void;
      return [
        name,
        (incoming: FailingCall, respond?: (error: ServiceError) => void) => {
          const refusal = this.faults.refusalError();
          if (refusal === null) {
            call(incoming, respond);
          } else if (respond === undefined) {
            incoming.emit('error', refusal);
          } else {
            respond(refusal);
          }
        },
      ];
    });
    return Object.fromEntries(guarded) as UntypedServiceImplementation;
  }
}

interface FailingCall {
  emit(event: 'error', error: ServiceError): unknown;
}

const getSupportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_, respond) => {
  const methods = ['append', 'batchappend', 'read', 'tombstone'].map((name) =>
    new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  );
  const supported = new features.SupportedMethods().setEventStoreServerVersion('23.10.6').setMethodsList(methods);
  respond(null, supported);
};

function tombstone(log: Log, ...[call, respond]: Parameters<handleUnaryCall<TombstoneReq, TombstoneResp>>): void {
  const name = nameOf(call.request.getOptions()?.getStreamIdentifier());
  const outcome = log.tombstone(name);
  if (outcome.kind === 'deleted') {
    respond(streamDeleted(name));
    return;
  }
  const position = new streams.TombstoneResp.Position()
    .setCommitPosition(String(outcome.position))
    .setPreparePosition(String(outcome.position));
  respond(null, new streams.TombstoneResp().setPosition(position));
}
