/**
 * Interprets its share of the inputs of a run one after the other, and tells the thread that started it where it is: a loop without end can not
 * tell of itself.
 */
import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { interpret } from '../../../dist/interpretation/index.js';
import { mutate } from './mutations.mjs';
import { randomOf } from './random.mjs';

const { mails, seed, first, last, step, progress } = workerData;
/** Every so many inputs are read twice: the same bytes give the same facts. */
const TWICE = 50;
const MAX_RECIPIENTS = 1000;

const kinds = {};
const mutationsMade = {};
let [slowestMs, slowest, bytes] = [0, null, 0];

for (let input = first; input < last; input += step) {
  const { mail, mutations } = mutate(mails, randomOf(seed, input));
  const mailBytes = Buffer.from(mail, 'latin1');
  Atomics.store(progress, 0, input);
  Atomics.add(progress, 1, 1);
  const cpuBefore = process.threadCpuUsage();
  let read;
  try {
    read = await interpret(mailBytes);
    if (input % TWICE === 0 && !isDeepStrictEqual(await interpret(mailBytes), read)) {
      throw new Error('read differently');
    }
    if (read.recipients.length + read.complaints.length > MAX_RECIPIENTS) {
      throw new Error('more recipients than allowed');
    }
  } catch (error) {
    parentPort.postMessage({ failure: { input, mutations, error: String(error?.stack ?? error) } });
    break;
  }
  const { user, system } = process.threadCpuUsage(cpuBefore);
  const tookMs = (user + system) / 1000;
  if (tookMs > slowestMs) [slowestMs, slowest] = [tookMs, { input, bytes: mailBytes.length, mutations }];
  bytes += mailBytes.length;
  kinds[read.kind] = (kinds[read.kind] ?? 0) + 1;
  for (const name of mutations) mutationsMade[name] = (mutationsMade[name] ?? 0) + 1;
}
parentPort.postMessage({
  done: { kinds, mutations: mutationsMade, slowestCpuMs: Math.round(slowestMs), slowest, bytes },
});
