import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { appendAnswer, type AppendAnswer } from './append-answer.js';
import { appendRequest, type WireAppend } from './append-request.js';
import type { Connection } from './connection.js';

type Pending = PromiseWithResolvers<AppendAnswer>;

interface OpenCall {
  readonly call: ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
  /** Appends without an answer, by correlation id. */
  readonly pending: Map<string, Pending>;
  failure: Error | undefined;
}

/**
 * Sends appends one after the other on one long-lived call, which costs half of what a call for each does. When the
 * call breaks, the outcome of everything unanswered on it is unknown, and the next append opens another.
 */
export class AppendCall {
  #current: Promise<OpenCall> | undefined;

  /** @param answerTimeoutMs after which an append counts as unanswered: this kind of call has no deadline for each */
  constructor(
    private readonly connection: Connection,
    private readonly answerTimeoutMs: number,
  ) {}

  /** @throws whatever kept the answer away: the outcome is then unknown */
  async send(append: WireAppend): Promise<AppendAnswer> {
    const { call, pending, failure } = await (this.#current ??= this.#open());
    if (failure !== undefined) throw failure;
    const correlationId = randomUUID();
    const answer = Promise.withResolvers<AppendAnswer>();
    pending.set(correlationId, answer);
    const timer = setTimeout(() => {
      answer.reject(new Error(`no answer within ${this.answerTimeoutMs} ms`));
    }, this.answerTimeoutMs);
    try {
      call.write(appendRequest(append, correlationId, new Date(Date.now() + this.answerTimeoutMs)));
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      pending.delete(correlationId);
    }
  }

  #open(): Promise<OpenCall> {
    const pending = new Map<string, Pending>();
    const state: { opened?: OpenCall; failure?: Error } = {};
    const opening = this.#start(pending, (error) => {
      if (this.#current === opening) this.#current = undefined;
      state.failure ??= error;
      if (state.opened !== undefined) state.opened.failure = state.failure;
      for (const { reject } of pending.values()) reject(error);
    }).then(
      (call) => {
        state.opened = { call, pending, failure: state.failure };
        return state.opened;
      },
      (error: unknown) => {
        this.#current = undefined;
        throw error;
      },
    );
    return opening;
  }

  async #start(pending: ReadonlyMap<string, Pending>, onBroken: (error: Error) => void): Promise<OpenCall['call']> {
    const call = await this.connection.batchAppend(onBroken);
    call.on('data', (response: BatchAppendResp) => {
      // Nobody waits any longer for what was given up; an error thrown here would end the process.
      const waiting = pending.get(parseUUID(response.getCorrelationId()) ?? '');
      try {
        waiting?.resolve(appendAnswer(response));
      } catch (error) {
        waiting?.reject(error);
      }
    });
    call.on('end', () => {
      onBroken(new Error('the server ended the call'));
    });
    return call;
  }
}
