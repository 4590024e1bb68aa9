/**
 * Bounds what is under way at once, in number and in bytes. First come, first served. What is larger than the whole
 * window passes alone.
 */
export class Window {
  #items = 0;
  #bytes = 0;
  /** In their order. Taking the first from the front of a long array would move all the others. */
  readonly #waiting = new Set<{ readonly bytes: number; readonly enter: () => void }>();

  constructor(
    private readonly maxItems: number,
    private readonly maxBytes: number,
  ) {}

  /** Works once there is room, and leaves however that ends. @returns what the work returns */
  async run<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    await this.enter(bytes);
    try {
      return await work();
    } finally {
      this.leave(bytes);
    }
  }

  /** Resolves once there is room; whoever entered must {@link leave} with the same bytes. */
  enter(bytes: number): Promise<void> {
    if (this.#waiting.size === 0 && this.#hasRoom(bytes)) {
      this.#take(bytes);
      return Promise.resolve();
    }
    return new Promise((enter) => {
      this.#waiting.add({ bytes, enter });
    });
  }

  leave(bytes: number): void {
    this.#items -= 1;
    this.#bytes -= bytes;
    for (const next of this.#waiting) {
      if (!this.#hasRoom(next.bytes)) return;
      this.#waiting.delete(next);
      this.#take(next.bytes);
      next.enter();
    }
  }

  #hasRoom(bytes: number): boolean {
    return this.#items === 0 || (this.#items < this.maxItems && this.#bytes + bytes <= this.maxBytes);
  }

  #take(bytes: number): void {
    this.#items += 1;
    this.#bytes += bytes;
  }
}
