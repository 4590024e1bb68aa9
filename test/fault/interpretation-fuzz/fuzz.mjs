/**
 * Interprets mails that were damaged in every way, and prints what came of it as JSON; exit code 1 where a reading threw, ran over
 * the watchdog's time or over the memory, with the input's number and mutations on standard error. `--growth` also measures how the
 * cost grows with the mail, from 10 kB to 10 MB; more than linear is exit code 1 as well.
 *
 *     node test/fault/interpretation-fuzz/fuzz.mjs [--inputs N] [--seed N] [--first N] [--threads N] [--growth] [DIRECTORY…]
 *
 * The directories hold mails (*.eml) to damage, besides the project's own. Each input depends on the seed and its number alone,
 * whatever thread reads it (as many as there are processors): `--seed S --first I --inputs 1` repeats one input.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growth } from './growth.mjs';
import { readInThreads } from './threads.mjs';

/** 1 is linear; the rest is what measuring on a busy machine adds. */
const MAX_EXPONENT = 1.1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    threads: { type: 'string', default: String(availableParallelism()) },
    growth: { type: 'boolean', default: false },
  },
});
const [inputs, seed, first, threads] = [values.inputs, values.seed, values.first, values.threads].map(Number);

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const directories = [join(FIXTURES, 'mails'), join(FIXTURES, 'kinds'), ...positionals];
const mails = directories.flatMap((directory) =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'latin1')),
);

const startedAt = performance.now();
const { done, failure } = await readInThreads({ mails, seed, first, inputs, threads });
const seconds = (performance.now() - startedAt) / 1000;
const figures = {
  ...{
    inputs,
    seed,
    threads,
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
