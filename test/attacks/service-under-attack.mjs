import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';

const BIN = join(import.meta.dirname, '../../bin/bounce-ledger.js');

/**
 * `bounce-ledger serve` in a process of its own, with a thread here that asks for its health all the time. `stop` says how long the
 * answers took, in ms, and the most memory that the process had resident.
 */
export async function startServiceUnderAttack(settings) {
  const directory = await mkdtemp(join(tmpdir(), 'bounce-ledger-attack-'));
  const file = join(directory, 'bounce-ledger.yaml');
  await writeFile(file, JSON.stringify({ dataDir: 'data', http: { port: 0 }, ...settings }));
  const child = spawn(process.execPath, [BIN, '--config', file, 'serve'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const url = await addressOf(child, exited);
  const probe = new Worker(join(import.meta.dirname, 'probe.mjs'), { workerData: { url: `${url}/health/live` } });
  await once(probe, 'message');
  const stop = async () => {
    probe.postMessage('stop');
    const [latencies] = await once(probe, 'message');
    const isAlive = child.exitCode === null && child.signalCode === null;
    const peakMiB = isAlive ? peakOf(child.pid) : null;
    child.kill('SIGTERM');
    await exited;
    await rm(directory, { recursive: true });
    return { ...latencies, peakMiB, isAlive };
  };
  return { url, stop };
}

/** Resolves with the address that the service logs. */
async function addressOf(child, exited) {
  const lines = createInterface({ input: child.stdout });
  const found = new Promise((resolve) => {
    lines.on('line', (line) => {
      const { url } = JSON.parse(line);
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([found, exited.then(() => null)]);
  if (url === null) throw new Error('the service ended before it listened');
  return url;
}

function peakOf(pid) {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1024);
}
