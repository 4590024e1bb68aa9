const INITIAL_SLOTS = 1 << 16;

/**
 * A set of whole numbers above 0, in at most 32 bytes for each of them: millions of them have to be held at once. Open
 * addressing with linear probing; the numbers are taken for random.
 */
export class SeenNumbers {
  #slots = new Float64Array(INITIAL_SLOTS);
  #size = 0;

  /** @returns whether the number is new */
  add(number: number): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const place = placeOf(number, this.#slots);
    if (this.#slots[place] === number) return false;
    this.#slots[place] = number;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const number of this.#slots) if (number !== 0) larger[placeOf(number, larger)] = number;
    this.#slots = larger;
  }
}

/** Where the number stands, or would stand. */
function placeOf(number: number, slots: Float64Array): number {
  let place = number % slots.length;
  while (slots[place] !== 0 && slots[place] !== number) place = (place + 1) % slots.length;
  return place;
}
