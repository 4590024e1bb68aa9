import { hash } from 'node:crypto';

/** Bytes of a block of SHA-256, and of a digest. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** A UTF-16 code unit takes no more in UTF-8. */
const MOST_BYTES_OF_UNIT = 3;
const USUAL_UNITS = 512;

/**
 * HMAC-SHA-256 (RFC 2104) of short texts under one key, a great many of them: `createHmac` makes a stream for each, which costs twice as much
 * and leaves much behind for the garbage collector.
 */
export class KeyedDigest {
  /** The key XOR ipad and then the text; the key XOR opad and then the inner digest. */
  #inner = roomFor(USUAL_UNITS);
  readonly #outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

  constructor(secret: Buffer) {
    const key = secret.length > BLOCK_BYTES ? hash('sha256', secret, 'buffer') : secret;
    for (let at = 0; at < BLOCK_BYTES; at += 1) {
      this.#inner[at] = (key[at] ?? 0) ^ 0x36;
      this.#outer[at] = (key[at] ?? 0) ^ 0x5c;
    }
  }

  /** Of the text in UTF-8, in hex. */
  of(text: string): string {
    if (this.#inner.length < BLOCK_BYTES + text.length * MOST_BYTES_OF_UNIT) {
      const larger = roomFor(text.length * 2);
      this.#inner.copy(larger, 0, 0, BLOCK_BYTES);
      this.#inner = larger;
    }
    const end = BLOCK_BYTES + this.#inner.write(text, BLOCK_BYTES, 'utf8');
    // As a string of bytes: a Buffer for it would cost more than the digest.
    this.#outer.write(hash('sha256', this.#inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'binary');
    return hash('sha256', this.#outer, 'hex');
  }
}

function roomFor(units: number): Buffer {
  return Buffer.alloc(BLOCK_BYTES + units * MOST_BYTES_OF_UNIT);
}
