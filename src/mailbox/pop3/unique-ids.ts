const MIN_SLOTS = 16;
/** 128 MiB. Of more than 12 million unique ids nobody knows whether they are unique. */
const MAX_SLOTS = 2 ** 24;
const MAX_FILLED = 3 / 4;
/** Bounds what ids cost that a server made to fall on the same slots. */
const MAX_PROBES = 256;

/**
 * A set of unique ids, held as hashes of 64 bits in one typed array: for millions of them, of which no object is kept.
 * Two that fall together by chance count as one; it takes millions of ids for one chance in a million.
 */
export class UniqueIds {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  #size = 0;
  #isWhole = true;
  #areDistinct = true;
  #low = 0;
  #high = 0;

  /** @param expected how many there will be about: with twice as many it gives up */
  constructor(expected: number) {
    let slots = MIN_SLOTS;
    while (slots < MAX_SLOTS && slots * MAX_FILLED < expected) slots *= 2;
    this.#slots = new Uint32Array(slots * 2);
    this.#mask = slots - 1;
  }

  /** Different ids that were added. */
  get size(): number {
    return this.#size;
  }

  /** Bytes that it holds. */
  get bytes(): number {
    return this.#slots.byteLength;
  }

  /** No id was added twice; false too where there were too many to tell. */
  get areDistinct(): boolean {
    return this.#areDistinct && this.#isWhole;
  }

  /** Adds the id `bytes[from, to)`. */
  add(bytes: Uint8Array, from: number, to: number): void {
    if (!this.#isWhole) return;
    this.#hash(bytes, from, to);
    const slot = this.#slotOf();
    if (slot === null || this.#size >= (this.#mask + 1) * MAX_FILLED) {
      this.#isWhole = false;
    } else if (this.#isFree(slot)) {
      this.#slots[slot] = this.#low;
      this.#slots[slot + 1] = this.#high;
      this.#size += 1;
    } else {
      this.#areDistinct = false;
    }
  }

  has(uidl: string): boolean {
    const bytes = Buffer.from(uidl);
    this.#hash(bytes, 0, bytes.length);
    const slot = this.#slotOf();
    return slot !== null && !this.#isFree(slot);
  }

  #isFree(slot: number): boolean {
    return this.#slots[slot] === 0;
  }

  /** Where the hash is, or the free slot where it would be; null where neither is near. */
  #slotOf(): number | null {
    let at = this.#low & this.#mask;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const slot = at * 2;
      if (this.#isFree(slot) || (this.#slots[slot] === this.#low && this.#slots[slot + 1] === this.#high)) return slot;
      at = (at + 1) & this.#mask;
    }
    return null;
  }

  /** Two FNV-1a hashes with different beginnings, each mixed as murmur3 ends. */
  #hash(bytes: Uint8Array, from: number, to: number): void {
    let low = 0x811c9dc5;
    let high = 0x9747b28c;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x5bd1e995);
      high ^= high >>> 15;
    }
    // The highest bit marks a taken slot; the slot is found by the lower ones.
    this.#low = (mixed(low) | 0x80000000) >>> 0;
    this.#high = mixed(high);
  }
}

function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
