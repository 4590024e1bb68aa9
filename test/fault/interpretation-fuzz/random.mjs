/**
 * Numbers that look random and are the same for the same seed (mulberry32): an input is made again from its seed alone.
 * @param {number} seed a whole number
 */
export function randomOf(seed) {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from 0 up to, and without, the limit. */
  const below = (limit) => Math.floor(next() * limit);
  const pick = (values) => values[below(values.length)];
  /** Small numbers are as likely as large ones of the same order: 1 to 9 as 1,000 to 9,999. */
  const upTo = (limit) => Math.floor(limit ** next());
  return { below, pick, upTo };
}
