/**
 * Interprets mails that were damaged in every way, and prints what came of it as JSON; exit code 1 where a reading threw, ran over
 * the watchdog's time or over the memory, with the input's number and mutations on standard error. `--growth` also measures how the
 * cost grows with the mail, from 10 kB to 10 MB; more than linear is exit code 1 as well.
 *
 *     node test/fault/interpretation-fuzz/fuzz.mjs [--inputs N] [--seed N] [--first N] [--growth] [DIRECTORY…]
 *
 * The directories hold mails (*.eml) to damage, besides the project's own. `--seed S --first I --inputs 1` repeats one input.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { growth } from './growth.mjs';

const WATCHDOG_MS = 5_000;
/** A reading holds the mail, its decoded text and its facts: more than this for mails of 4 MB is a leak. */
const MAX_HEAP_MB = 512;

/** 1 is linear; the rest is what measuring on a busy machine adds. */
const MAX_EXPONENT = 1.1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    growth: { type: 'boolean', default: false },
  },
});
const [inputs, seed, first] = [values.inputs, values.seed, values.first].map(Number);

const directories = [join(import.meta.dirname, '../../fixtures/mails'), ...positionals];
const mails = directories.flatMap((directory) =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'latin1')),
);

const startedAt = performance.now();
const { done, failure } = await run();
const seconds = (performance.now() - startedAt) / 1000;
const figures = {
  ...{
    inputs,
    seed,
    mails: mails.length,
    seconds: Number(seconds.toFixed(1)),
    inputsPerSecond: Math.round(inputs / seconds),
  },
  ...done,
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
if (failure !== undefined) {
  console.error(JSON.stringify({ seed, ...failure }, null, 2));
  process.exitCode = 1;
} else {
  const measured = values.growth ? { growth: await growth() } : {};
  console.log(JSON.stringify({ ...figures, ...measured }));
  if (Object.values(measured.growth ?? {}).some(({ exponent }) => exponent > MAX_EXPONENT)) process.exitCode = 1;
}

/** Runs the inputs in a thread of their own and ends it where it stands still. */
function run() {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: { mails, seed, first, last: first + inputs, progress },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  return new Promise((resolve) => {
    let result = {};
    let [seen, seenAt] = [0, performance.now()];
    const watchdog = setInterval(() => {
      const count = Atomics.load(progress, 1);
      if (count !== seen) [seen, seenAt] = [count, performance.now()];
      else if (count > 0 && performance.now() - seenAt > WATCHDOG_MS) fail(`not read within ${WATCHDOG_MS} ms`);
    }, 250);
    const fail = (error) => {
      result = { failure: { input: Atomics.load(progress, 0), error } };
      void worker.terminate();
    };
    worker.on('message', (message) => {
      result = { ...result, ...message };
    });
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', () => {
      clearInterval(watchdog);
      resolve(result);
    });
  });
}
