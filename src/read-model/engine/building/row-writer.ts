import { once } from 'node:events';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { SqlValue } from '../read-model-database.js';
import { FAILED, type RowMessage, type RowThreadData } from './row-messages.js';

const THREAD_FILE = new URL('./row-thread.js', import.meta.url);
/** What travels together at most: so many values, and so many characters in them and one value more. */
const MAX_VALUES = 8_192;
const MAX_CHARACTERS = 512 * 1024;
/** Messages that the thread has not dealt with. It is seldom behind; when it is, this bounds the memory. */
const MAX_WAITING = 8;
/** A thread that deals with no message for so long has died. */
const MAX_SILENCE_MS = 60_000;

/**
 * Has statements run on a file by a thread, in their order. Nobody learns what becomes of one: if it fails, a later
 * call throws. Where a call has to wait for the thread it holds the event loop.
 *
 * A failure of the thread that is none of the database's ends the process, as it would have done here.
 */
export class RowWriter {
  #values: SqlValue[] = [];
  #characters = 0;
  #statements = 0;
  #sent = 0;
  #failure: Error | undefined;

  private constructor(
    private readonly thread: Worker,
    private readonly port: MessagePort,
    private readonly dealtWith: RowThreadData['dealtWith'],
  ) {
    thread.unref();
  }

  /** @throws what opening the file throws */
  static async start(file: string): Promise<RowWriter> {
    const { port1, port2 } = new MessageChannel();
    const dealtWith = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const workerData: RowThreadData = { file, port: port2, dealtWith };
    const thread = new Worker(THREAD_FILE, { workerData, transferList: [port2], execArgv: [], name: 'row-writer' });
    await once(thread, 'message');
    return new RowWriter(thread, port1, dealtWith);
  }

  execute(sql: string): void {
    this.#send();
    this.#post({ kind: 'execute', sql });
  }

  /** @returns the number by which the statement is run */
  statement(sql: string, parameters: number): number {
    this.#post({ kind: 'statement', sql, parameters });
    return this.#statements++;
  }

  /** @param row the row number that it has to get; 0: any */
  run(statement: number, row: number, parameters: readonly SqlValue[]): void {
    this.#values.push(statement, row, ...parameters);
    for (const value of parameters) if (typeof value === 'string') this.#characters += value.length;
    if (this.#values.length >= MAX_VALUES || this.#characters >= MAX_CHARACTERS) {
      this.#send();
      this.#wait(MAX_WAITING);
    }
  }

  /** Everything is in the file, for others to read until the next call. */
  commit(): void {
    this.#send();
    this.#post({ kind: 'commit' });
    this.#wait(0);
  }

  /** Takes tables of another file, which nobody has open, into this one, and lets go of it. */
  async finish(file: string, tables: readonly string[]): Promise<void> {
    const ended = once(this.thread, 'exit');
    this.thread.ref();
    this.#send();
    this.#post({ kind: 'finish', file, tables });
    await ended;
    this.#throwIfFailed();
  }

  /** Lets go of the file, whatever is in it by now. Idempotent. */
  async abandon(): Promise<void> {
    await this.thread.terminate();
  }

  #send(): void {
    if (this.#values.length === 0) return;
    this.#post({ kind: 'rows', values: this.#values });
    this.#values = [];
    this.#characters = 0;
  }

  #post(message: RowMessage): void {
    this.port.postMessage(message);
    this.#sent += 1;
  }

  #wait(maxWaiting: number): void {
    for (;;) {
      this.#throwIfFailed();
      const done = Atomics.load(this.dealtWith, 0);
      if (this.#sent - done <= maxWaiting) return;
      if (Atomics.wait(this.dealtWith, 0, done, MAX_SILENCE_MS) === 'timed-out') {
        throw new Error('the thread that writes rows has died');
      }
    }
  }

  #throwIfFailed(): void {
    if (Atomics.load(this.dealtWith, 0) !== FAILED) return;
    this.#failure ??= receiveMessageOnPort(this.port)?.message as Error;
    throw new Error(`rows could not be written: ${this.#failure.message}`, { cause: this.#failure });
  }
}
