import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** Asks for an address every few milliseconds over one connection, until it is sent a message; answers how long that took. */
const EVERY_MS = 10;
const GIVE_UP_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const latencies = [];
let isOver = false;
parentPort.once('message', () => (isOver = true));

await ask();
parentPort.postMessage('started');
while (!isOver) {
  const begun = performance.now();
  await ask();
  // While one answer was awaited others would have been asked for: they count as those who waited.
  for (let waitedMs = performance.now() - begun; waitedMs > 0; waitedMs -= EVERY_MS) latencies.push(waitedMs);
  await sleep(EVERY_MS);
}
agent.destroy();
latencies.sort((a, b) => a - b);
const at = (share) => Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0);
parentPort.postMessage({ answers: latencies.length, p99Ms: at(0.99), slowestMs: at(1) });

function ask() {
  return new Promise((resolve) => {
    const request = get(workerData.url, { agent, timeout: GIVE_UP_MS }, (response) => {
      response.resume().once('end', resolve);
    });
    request.once('timeout', () => request.destroy());
    // What does not answer shows as a long time, or as a service that is gone.
    request.once('error', resolve);
  });
}
