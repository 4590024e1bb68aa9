/** Shorter stretches are gathered: handing each on by itself would cost more than copying it. */
const GATHERED_BYTES = 4 * 1024;
/** Below this a loop is faster than a call that copies. */
const LOOPED_BYTES = 32;
const gathered = Buffer.allocUnsafe(64 * 1024);

/** Hands bytes on in pieces of a worthwhile size, long ones as views. One at a time: all share one buffer. */
export class PieceWriter {
  #used = 0;

  constructor(private readonly handOn: (piece: Buffer) => void) {}

  write(source: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length > GATHERED_BYTES) {
      this.flush();
      this.handOn(source.subarray(start, end));
      return;
    }
    if (this.#used + length > gathered.length) this.flush();
    if (length > LOOPED_BYTES) source.copy(gathered, this.#used, start, end);
    else for (let at = 0; at < length; at++) gathered[this.#used + at] = source[start + at] as number;
    this.#used += length;
  }

  flush(): void {
    if (this.#used > 0) this.handOn(gathered.subarray(0, this.#used));
    this.#used = 0;
  }
}
