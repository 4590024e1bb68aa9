/**
 * Lets so many run at a time, of so many bytes together, and the others wait in the order they came. What is larger
 * than all the bytes runs alone.
 */
export class Slots {
  readonly #waiting = new Set<{ readonly bytes: number; readonly enter: () => void }>();
  #running = 0;
  #bytes = 0;

  constructor(
    private readonly count: number,
    private readonly maxBytes: number,
  ) {}

  async run<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.size === 0 && this.#hasRoom(bytes)) {
      this.#take(bytes);
    } else {
      // Whoever leaves takes the slot for those who wait: nobody who comes later may take it first.
      await new Promise<void>((enter) => this.#waiting.add({ bytes, enter }));
    }
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#bytes -= bytes;
      this.#letIn();
    }
  }

  #letIn(): void {
    for (const next of this.#waiting) {
      if (!this.#hasRoom(next.bytes)) return;
      this.#waiting.delete(next);
      this.#take(next.bytes);
      next.enter();
    }
  }

  #hasRoom(bytes: number): boolean {
    return this.#running === 0 || (this.#running < this.count && this.#bytes + bytes <= this.maxBytes);
  }

  #take(bytes: number): void {
    this.#running += 1;
    this.#bytes += bytes;
  }
}
