import { PopError } from './pop-error.js';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const MAX_NUMBER_DIGITS = 10;
/** Far more than a number and a unique id of full length. */
const MAX_LINE_BYTES = 4096;

/** Takes one line: the mail's number, and the second word as `bytes[from, to)`, which is never empty. */
export type TakeLine = (number: number, bytes: Buffer, from: number, to: number) => void;

/**
 * Cuts the body of a LIST or UIDL reply into lines, whatever chunks it comes in. Nothing is made of a line: of
 * millions, most are only counted.
 */
export class ListingLines {
  #open: Buffer = Buffer.alloc(0);

  constructor(
    private readonly verb: string,
    private readonly take: TakeLine,
  ) {}

  /** @throws PopError (`protocol`) when a line is not a number and a word */
  push(chunk: Buffer): void {
    const input = this.#open.length === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    let from = 0;
    for (let end = input.indexOf(LF); end !== -1; end = input.indexOf(LF, from)) {
      this.#takeLine(input, from, end);
      from = end + 1;
    }
    if (input.length - from > MAX_LINE_BYTES) throw this.#noLine();
    // A copy, lest a few bytes keep a whole network buffer alive.
    this.#open = Buffer.from(input.subarray(from));
  }

  /** The reply is complete. @throws PopError as {@link push} */
  end(): void {
    this.#takeLine(this.#open, 0, this.#open.length);
  }

  #takeLine(bytes: Buffer, start: number, lineEnd: number): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    if (end === start) return;
    let at = start;
    let number = 0;
    for (let digit = bytes[at] ?? 0; at < end && digit >= ZERO && digit <= NINE; digit = bytes[at] ?? 0) {
      number = number * 10 + digit - ZERO;
      at += 1;
    }
    const isNumber = at > start && at - start <= MAX_NUMBER_DIGITS && bytes[start] !== ZERO;
    if (!isNumber || at === end || bytes[at] !== SPACE) throw this.#noLine();
    const from = at + 1;
    let to = from;
    while (to < end && bytes[to] !== SPACE) to += 1;
    if (to === from) throw this.#noLine();
    this.take(number, bytes, from, to);
  }

  #noLine(): PopError {
    return new PopError('protocol', 'a line that is not a number and a value', { verb: this.verb });
  }
}
