import { clearInterval, setInterval } from 'node:timers';
import { Worker } from 'node:worker_threads';

const WATCHDOG_MS = 5_000;
const LOOK_MS = 250;
/** A reading holds the mail, its decoded text and its facts: more than this for mails of 4 MB is a leak. */
const MAX_HEAP_MB = 512;

/**
 * Reads inputs in several threads, each every so-many-th of them, and ends a thread where it stands still.
 * @param {{ mails: readonly string[], seed: number, first: number, inputs: number, threads: number }} run
 * @returns what all of them did, or what the first one that failed failed of
 */
export async function readInThreads({ mails, seed, first, inputs, threads }) {
  const count = Math.min(threads, inputs);
  const workers = Array.from({ length: count }, (_, thread) =>
    readInThread({ mails, seed, first: first + thread, last: first + inputs, step: count }),
  );
  const ends = workers.map(({ end }) => end);
  const failed = await firstFailure(ends);
  await Promise.all(workers.map(({ stop }) => stop()));
  return failed ?? { done: (await Promise.all(ends)).map(({ done }) => done).reduce(together) };
}

function readInThread(range) {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: { ...range, progress },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const end = new Promise((resolve) => {
    let result = {};
    let [seen, seenAt] = [0, performance.now()];
    const fail = (error) => {
      result = { failure: { input: Atomics.load(progress, 0), error } };
      void worker.terminate();
    };
    const watchdog = setInterval(() => {
      const count = Atomics.load(progress, 1);
      if (count !== seen) [seen, seenAt] = [count, performance.now()];
      else if (count > 0 && performance.now() - seenAt > WATCHDOG_MS) fail(`not read within ${WATCHDOG_MS} ms`);
    }, LOOK_MS);
    worker.on('message', (message) => {
      result = { ...result, ...message };
    });
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', () => {
      clearInterval(watchdog);
      resolve(result);
    });
  });
  return { end, stop: () => worker.terminate() };
}

/** The first result that is a failure, as soon as there is one; undefined once all ended well. */
function firstFailure(ends) {
  return new Promise((resolve) => {
    for (const end of ends) void end.then((result) => result.failure !== undefined && resolve(result));
    void Promise.all(ends).then(() => resolve(undefined));
  });
}

function together(one, other) {
  const slower = one.slowestCpuMs >= other.slowestCpuMs ? one : other;
  return {
    kinds: sums(one.kinds, other.kinds),
    mutations: sums(one.mutations, other.mutations),
    slowestCpuMs: slower.slowestCpuMs,
    slowest: slower.slowest,
    bytes: one.bytes + other.bytes,
  };
}

function sums(one, other) {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
