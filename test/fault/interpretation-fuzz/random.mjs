/**
 * Numbers that look random and are the same for the same input of the same seed (mulberry32): an input is made again from these
 * two numbers alone, and the inputs of another seed are others.
 * @param {number} seed a whole number
 * @param {number} input a whole number
 */
export function randomOf(seed, input) {
  // Neither a shift nor a bit of difference makes one seed's inputs another's.
  let state = mixed((mixed(seed ^ 0x9e3779b9) + Math.imul(input, 0x85ebca6b)) | 0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mixed(state) / 2 ** 32;
  };
  /** A whole number from 0 up to, and without, the limit. */
  const below = (limit) => Math.floor(next() * limit);
  const pick = (values) => values[below(values.length)];
  /** Small numbers are as likely as large ones of the same order: 1 to 9 as 1,000 to 9,999. */
  const upTo = (limit) => Math.floor(limit ** next());
  return { below, pick, upTo };
}

function mixed(number) {
  let bits = Math.imul(number ^ (number >>> 15), number | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
