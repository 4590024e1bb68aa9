import { performance } from 'node:perf_hooks';

/**
 * Interleaves two ways of doing the same work, so that both meet the same load on the machine.
 * @returns the median of each, in the unit that they return
 */
export async function interleaved(rounds, ours, theirs) {
  const values = [];
  const besides = [];
  for (let round = 0; round < rounds; round += 1) {
    const turns = [async () => values.push(await ours()), async () => besides.push(await theirs())];
    // The first place alternates, because the second finds caches warm or a disk busy.
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  return { value: median(values), beside: median(besides) };
}

/** Rate per second of work that resolves to the number of things it did. */
export async function rate(work) {
  const began = performance.now();
  const count = await work();
  return (count * 1000) / (performance.now() - began);
}

/** Does the work for 0 … count − 1, with limited concurrency. */
export async function concurrently(count, atATime, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return count;
}

/** Counts the items of an iteration that match. */
export async function countOf(iterable, counts = () => true) {
  let count = 0;
  for await (const item of iterable) if (counts(item)) count += 1;
  return count;
}

/** Least squares: by how much y grows for each 1 of x. */
export function slope(points) {
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
