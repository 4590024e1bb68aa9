/** Where mails come from: a session. */
interface Source {
  pause(): void;
  resume(): void;
}

/**
 * Bounds the bytes that were retrieved and are not yet in the ledger, whatever their mails were listed with: while
 * there are more, the server waits. One mail may always be under way besides.
 */
export class HeldBytes {
  #bytes = 0;

  constructor(
    private readonly source: Source,
    private readonly maxBytes: number,
  ) {}

  take(bytes: number): void {
    const before = this.#bytes;
    this.#bytes += bytes;
    if (before < this.maxBytes && this.#bytes >= this.maxBytes) this.source.pause();
  }

  release(bytes: number): void {
    const before = this.#bytes;
    this.#bytes -= bytes;
    if (before >= this.maxBytes && this.#bytes < this.maxBytes) this.source.resume();
  }
}
