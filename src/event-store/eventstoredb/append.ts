import { setTimeout as delay } from 'node:timers/promises';
import { MAX_APPEND_BYTES, AppendTooLargeError, StreamDeletedError, WrongExpectedRevisionError } from '../errors.js';
import type { AppendResult } from '../event-store.port.js';
import type { AppendAnswer } from './append-answer.js';
import type { AppendCall } from './append-call.js';
import type { WireAppend } from './append-request.js';
import { Window } from '../window.js';
import { failureOf, unavailable } from './failure.js';

/**
 * A node syncs together what waits: 256 at a time are 1.5 times as many a second as 64 (measured on 23.10.6), and the
 * more so the longer an answer takes, as it does from a cluster.
 */
const APPENDS_AT_A_TIME = 256;
/** Their bytes: what a network of 100 Mbit/s carries well before an answer counts as lost. */
const BYTES_AT_A_TIME = 32 * 1024 * 1024;

/** Appends whose outcome was unknown are tried again with the same event ids, which stores nothing twice. */
export class Append {
  readonly #window = new Window(APPENDS_AT_A_TIME, BYTES_AT_A_TIME);
  /** By what makes two appends the same. */
  readonly #pending = new Map<string, Promise<AppendResult>>();

  /** @param retryDelaysMs how long to wait before each further try */
  constructor(
    private readonly call: AppendCall,
    private readonly retryDelaysMs: readonly number[],
  ) {}

  /**
   * An append that is under way already is not sent again but shares the answer: the server would leave a second one
   * without an answer for seconds, and then not say what came of it.
   * @throws WrongExpectedRevisionError, StreamDeletedError, AppendTooLargeError, EventStoreUnavailableError
   */
  execute(append: WireAppend): Promise<AppendResult> {
    const key = JSON.stringify([append.stream, append.expectedRevision, ...append.events.map(({ id }) => id)]);
    const underWay = this.#pending.get(key);
    if (underWay !== undefined) return underWay;
    const attempt = this.#window
      .run(bytesOf(append.events), () => this.#tryUntilKnown(append))
      .finally(() => {
        this.#pending.delete(key);
      });
    this.#pending.set(key, attempt);
    return attempt;
  }

  /** Waits for the appends that have begun, however they end. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pending.values());
  }

  async #tryUntilKnown(append: WireAppend): Promise<AppendResult> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.#try(append);
      if (answer.kind !== 'unknown') return outcomeOf(append, answer);
      const pauseMs = this.retryDelaysMs[tries];
      if (pauseMs === undefined) throw unavailable(`to append to ${append.stream}`, answer.cause ?? answer.reason);
      await delay(pauseMs);
    }
  }

  async #try(append: WireAppend): Promise<AppendAnswer & { readonly cause?: unknown }> {
    try {
      return await this.call.send(append);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return { kind: failureOf(cause) === 'refused' ? 'refused' : 'unknown', reason, cause };
    }
  }
}

/** @throws the port's error for everything but success */
function outcomeOf(append: WireAppend, answer: AppendAnswer & { readonly cause?: unknown }): AppendResult {
  const { stream, expectedRevision, events } = append;
  switch (answer.kind) {
    case 'appended':
      return answer.result;
    case 'wrong-revision':
      throw new WrongExpectedRevisionError(stream, expectedRevision, answer.actualRevision);
    case 'deleted':
      throw new StreamDeletedError(stream);
    case 'too-large':
      throw new AppendTooLargeError(stream, Math.max(MAX_APPEND_BYTES + 1, bytesOf(events)));
    case 'unknown':
    case 'refused':
      throw unavailable(`to append to ${stream}`, answer.cause ?? answer.reason);
  }
}

function bytesOf(events: WireAppend['events']): number {
  return events.reduce((sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0);
}
