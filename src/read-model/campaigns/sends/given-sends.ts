import type { RegisteredSend } from '../../../events/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import { readLines } from './ndjson.js';
import { readSend } from './read-send.js';

const MAX_LINE_BYTES = 16_384;
/** The answer names no more than so many rejections; `rejectedCount` counts them all. */
const MAX_REJECTIONS_NAMED = 1_000;

/** A send that was not taken: its line (NDJSON) or its place in `sends` (JSON), from 1, and why. */
export interface Rejection {
  readonly line: number;
  readonly error: string;
}

/** The sends of one request, read one by one; what cannot be read is noted and passed over. */
export class GivenSends {
  readonly rejected: Rejection[] = [];
  rejectedCount = 0;

  constructor(private readonly keys: LedgerKeys) {}

  /** Sends of a JSON array. */
  *fromArray(sends: readonly unknown[]): Generator<RegisteredSend> {
    for (const [index, given] of sends.entries()) yield* this.#read(index + 1, given);
  }

  /** Sends of an NDJSON body, as it arrives. */
  async *fromLines(body: AsyncIterable<Buffer>): AsyncGenerator<RegisteredSend> {
    for await (const { line, text } of readLines(body, MAX_LINE_BYTES)) {
      if (text === null) this.#reject(line, `is longer than ${MAX_LINE_BYTES} bytes`);
      else yield* this.#parse(line, text);
    }
  }

  *#parse(line: number, text: string): Generator<RegisteredSend> {
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      this.#reject(line, 'is not JSON');
      return;
    }
    yield* this.#read(line, given);
  }

  *#read(line: number, given: unknown): Generator<RegisteredSend> {
    const send = readSend(given, this.keys);
    if ('error' in send) this.#reject(line, send.error);
    else yield send;
  }

  #reject(line: number, error: string): void {
    this.rejectedCount += 1;
    if (this.rejected.length < MAX_REJECTIONS_NAMED) this.rejected.push({ line, error });
  }
}
