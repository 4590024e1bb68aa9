/**
 * Bytes that their maker has given up: whoever holds them may move their memory to another thread, or free it. A plain
 * Buffer stays its owner's, and is copied where it has to travel.
 */
export class OwnedBytes {
  #bytes: Buffer;
  readonly #length: number;

  /**
   * @param bytes not to be used by anybody else from here on
   * @param mayHaveSpare their memory may be larger than they are, and holds nothing else, unless they are pooled
   */
  constructor(
    bytes: Buffer,
    private readonly mayHaveSpare = false,
  ) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  /** Empty while their memory is away, and once it is freed. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The memory, if it holds these bytes from its start and nothing else, so that it can move whole; otherwise null. */
  get memory(): ArrayBuffer | null {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    if (!(buffer instanceof ArrayBuffer) || byteLength === 0) return null;
    const isAlone = this.mayHaveSpare && byteOffset === 0 && byteLength >= Buffer.poolSize;
    return isAlone || byteLength === buffer.byteLength ? buffer : null;
  }

  /** The memory came back from where it had moved. */
  putBack(memory: ArrayBuffer): void {
    this.#bytes = Buffer.from(memory, 0, this.#length);
  }

  /** Returns the memory now, not at some garbage collection: of large mails, much would wait for it. */
  free(): void {
    this.memory?.transfer(0);
    this.#bytes = Buffer.alloc(0);
  }
}

export function bytesOf(given: Buffer | OwnedBytes): Buffer {
  return given instanceof OwnedBytes ? given.bytes : given;
}
