const CRLF = Buffer.from('\r\n');
const LINE_WITH_DOT = Buffer.from('\r\n.');
const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
const FIRST_CAPACITY = 4 * 1024;
/** A buffer that the listed size made much too large is not kept alive for a small mail. */
const MAX_WASTE = 1 / 8;
/**
 * From here on a buffer grows by large steps, each of which copies what is there: memory that is not written to is
 * free.
 */
const LARGE_BYTES = 1024 * 1024;

/**
 * Takes the body of one multi-line reply out of the stream of bytes (RFC 1939, section 3): undoes the dot-stuffing and
 * finds the terminator, wherever the chunks are cut. Only CRLF ends a line: a dot after a lone CR or LF is a dot.
 */
export class BodyReader {
  /**
   * Bytes held back because they may begin a stuffed dot or the terminator. The status line's own CRLF is the first of
   * them, so that a dot at the very start of the body is not a special case.
   */
  #held: Buffer = CRLF;
  #skip = CRLF.length;
  #bytes: Buffer;
  #length = 0;

  /**
   * @param expectedBytes what the server announced: only a hint
   * @param maxBytes more than this is read over and dropped
   * @param onPiece takes the body piece by piece, as it comes, in place of {@link finish}; pieces are views
   */
  constructor(
    expectedBytes: number | undefined,
    private readonly maxBytes: number,
    private readonly onPiece: ((piece: Buffer) => void) | null = null,
  ) {
    const capacity = onPiece === null ? Math.min(expectedBytes ?? FIRST_CAPACITY, maxBytes) : 0;
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  /** Takes the next chunk. Returns what follows the terminator, or null as long as that has not come. */
  push(chunk: Buffer): Buffer | null {
    const input = this.#withHeld(chunk);
    let from = 0;
    for (;;) {
      const lineEnd = input.indexOf(LINE_WITH_DOT, from);
      if (lineEnd === -1) {
        this.#hold(input, from, input.length - partialLineEnd(input, from));
        return null;
      }
      const afterDot = lineEnd + LINE_WITH_DOT.length;
      const [first, second] = [input[afterDot], input[afterDot + 1]];
      if (first === undefined || (first === CR && second === undefined)) {
        this.#hold(input, from, lineEnd);
        return null;
      }
      this.#append(input, from, lineEnd + CRLF.length);
      if (first === CR && second === LF) return input.subarray(afterDot + CRLF.length);
      from = afterDot;
    }
  }

  /**
   * The whole body, in a buffer that holds nothing else; null when it was larger than allowed. Empty where its pieces
   * were taken.
   */
  finish(): Buffer | null {
    if (this.#length > this.maxBytes) return null;
    if (this.onPiece !== null) return this.#bytes;
    const body = this.#bytes.subarray(0, this.#length);
    const waste = this.#bytes.length - this.#length;
    if (waste <= this.#bytes.length * MAX_WASTE) return body;
    return isAlone(this.#bytes) ? Buffer.from(this.#bytes.buffer.transfer(this.#length)) : Buffer.from(body);
  }

  /**
   * A chunk that begins a line without a dot is not copied for the line end before it: of a flood, chunks hold many
   * mails.
   */
  #withHeld(chunk: Buffer): Buffer {
    if (this.#held.length === 0) return chunk;
    if (chunk.length === 0 || chunk[0] === DOT || !this.#held.equals(CRLF)) return Buffer.concat([this.#held, chunk]);
    this.#append(this.#held, 0, CRLF.length);
    return chunk;
  }

  #hold(input: Buffer, from: number, to: number): void {
    this.#append(input, from, to);
    this.#held = input.subarray(to);
  }

  #append(input: Buffer, from: number, to: number): void {
    const skipped = Math.min(this.#skip, to - from);
    this.#skip -= skipped;
    const start = from + skipped;
    const length = this.#length + to - start;
    if (length <= this.maxBytes && this.onPiece !== null) {
      this.onPiece(input.subarray(start, to));
    } else if (length <= this.maxBytes) {
      if (length > this.#bytes.length) this.#grow(length);
      input.copy(this.#bytes, this.#length, start, to);
    } else {
      this.#bytes = Buffer.alloc(0);
    }
    this.#length = length;
  }

  #grow(length: number): void {
    const factor = this.#bytes.length < LARGE_BYTES ? 2 : 8;
    const capacity = Math.min(Math.max(length, this.#bytes.length * factor), this.maxBytes);
    const larger = Buffer.allocUnsafe(capacity);
    this.#bytes.copy(larger, 0, 0, this.#length);
    // Freed now, not at some garbage collection.
    if (isAlone(this.#bytes)) this.#bytes.buffer.transfer(0);
    this.#bytes = larger;
  }
}

/** How many bytes at the end may be the beginning of a line end followed by a dot. */
function partialLineEnd(input: Buffer, from: number): number {
  const last = input.length - 1;
  if (last < from) return 0;
  if (input[last] === CR) return 1;
  return input[last] === LF && last > from && input[last - 1] === CR ? CRLF.length : 0;
}

/** Small buffers share their memory with others. */
function isAlone(bytes: Buffer): bytes is Buffer<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length;
}
