import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { slope } from './measure.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Bytes of heap retained per event read. `read` returns a new iteration of the same log on every call. */
export async function heapSlope(events, read) {
  const sampleEvery = Math.max(1, Math.floor(events / 20));
  const samples = [];
  let count = 0;
  while (count < events) {
    for await (const { position } of read()) {
      count += position === undefined ? 0 : 1;
      if (count % sampleEvery === 0) {
        collectGarbage();
        samples.push([count, process.memoryUsage().heapUsed]);
      }
    }
  }
  // The first samples include what is compiled and prepared once.
  return slope(samples.slice(2));
}
