import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EncodedAppend } from '../../encoded-append.js';
import { EventStoreUnavailableError, StreamDeletedError, WrongExpectedRevisionError } from '../../errors.js';
import type { AppendResult } from '../../event-store.port.js';
import { unavailable } from '../unavailable.js';
import type { CommitAnswer, WriteOutcome, WriteRequest } from './write-request.js';
import type { WriterMessage, WriterThreadData } from './writer-thread.js';

const THREAD_FILE = new URL('./writer-thread.js', import.meta.url);

interface Unanswered {
  readonly resolve: (outcome: WriteOutcome) => void;
  readonly reject: (error: EventStoreUnavailableError) => void;
}

/**
 * Has everything written by a thread, since a commit waits for the disk. What is requested in one turn of the event
 * loop travels together and shares one commit, with whatever came while the one before was running.
 *
 * A failure of the thread that is none of the database's ends the process, as it would have done here.
 */
export class Writer {
  #unsent: WriteRequest[] = [];
  readonly #unanswered: Unanswered[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly thread: Worker,
    private readonly onCommit: (head: number) => void,
  ) {
    thread.on('message', (answer: CommitAnswer) => {
      this.#settle(answer);
    });
    thread.unref();
  }

  /**
   * @param onCommit called with the last position given, before anybody learns what became of a request
   * @throws what opening the file throws
   */
  static async start(data: WriterThreadData, onCommit: (head: number) => void): Promise<Writer> {
    const thread = new Worker(THREAD_FILE, { workerData: data, execArgv: [], name: 'event-store-writer' });
    await once(thread, 'message');
    return new Writer(thread, onCommit);
  }

  /** @throws WrongExpectedRevisionError, StreamDeletedError, EventStoreUnavailableError */
  async append(append: EncodedAppend, nowMs: number): Promise<AppendResult> {
    const outcome = await this.#request({ kind: 'append', append, nowMs });
    switch (outcome.kind) {
      case 'appended':
        return outcome.result;
      case 'wrong-revision':
        throw new WrongExpectedRevisionError(append.stream, append.expectedRevision, outcome.actualRevision);
      case 'deleted':
        throw new StreamDeletedError(append.stream);
      case 'retired':
      case 'erased':
      case 'checksums-added':
        throw otherAnswer(outcome);
    }
  }

  /** @returns whether it was not tombstoned before @throws EventStoreUnavailableError */
  async tombstone(stream: string): Promise<boolean> {
    return (await this.#request({ kind: 'tombstone', stream })).kind !== 'deleted';
  }

  /** @throws StreamDeletedError, EventStoreUnavailableError */
  async setMaxAge(stream: string, seconds: number | null): Promise<void> {
    const outcome = await this.#request({ kind: 'set-max-age', stream, seconds });
    if (outcome.kind === 'deleted') throw new StreamDeletedError(stream);
  }

  /**
   * Erases what has expired of some streams.
   * @returns the id of the last stream looked at, to go on after; null when none was left
   * @throws EventStoreUnavailableError
   */
  async eraseExpired(afterStreamId: number, nowMs: number): Promise<number | null> {
    const outcome = await this.#request({ kind: 'erase-expired', afterStreamId, nowMs });
    if (outcome.kind !== 'erased') throw otherAnswer(outcome);
    return outcome.lastStreamId;
  }

  /** Writes what leaves nothing behind. @throws EventStoreUnavailableError if the disk is full, or fails */
  async tryWrite(): Promise<void> {
    await this.#request({ kind: 'try-write' });
  }

  /**
   * Gives some rows of a file of an earlier version their checksums.
   * @returns whether all have theirs
   * @throws EventStoreUnavailableError
   */
  async addChecksums(): Promise<boolean> {
    const outcome = await this.#request({ kind: 'add-checksums' });
    if (outcome.kind !== 'checksums-added') throw otherAnswer(outcome);
    return outcome.isDone;
  }

  /** Has what was requested so far committed, takes nothing more, and ends the thread. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.thread.ref();
    const ended = once(this.thread, 'exit');
    this.#send();
    this.#post(null);
    await ended;
  }

  #request(request: WriteRequest): Promise<WriteOutcome> {
    if (this.#closing !== undefined) return Promise.reject(new EventStoreUnavailableError('event store is closed'));
    return new Promise((resolve, reject) => {
      // Only unanswered requests keep the process running.
      if (this.#unanswered.length === 0) this.thread.ref();
      this.#unanswered.push({ resolve, reject });
      this.#unsent.push(request);
      this.#scheduled ??= setImmediate(() => {
        this.#send();
      });
    });
  }

  #send(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#unsent.length > 0) this.#post(this.#unsent);
    this.#unsent = [];
  }

  #post(message: WriterMessage): void {
    this.thread.postMessage(message);
  }

  #settle(answer: CommitAnswer): void {
    const count = answer.kind === 'committed' ? answer.outcomes.length : answer.requests;
    const answered = this.#unanswered.splice(0, count);
    if (this.#unanswered.length === 0 && this.#closing === undefined) this.thread.unref();
    if (answer.kind === 'failed') {
      const failure = unavailable('to commit', answer.reason);
      for (const { reject } of answered) reject(failure);
      return;
    }
    this.onCommit(answer.head);
    answer.outcomes.forEach((outcome, index) => answered[index]?.resolve(outcome));
  }
}

function otherAnswer({ kind }: WriteOutcome): TypeError {
  return new TypeError(`the writer answered another request: ${kind}`);
}
