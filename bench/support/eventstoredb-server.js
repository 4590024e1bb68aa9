import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const STAND_IN = join(import.meta.dirname, '../../test/support/eventstoredb-stand-in/serve.mjs');

/** The server to measure on: EVENTSTORE_URL, else the stand-in in a process of its own, which may take its time. */
export async function eventStoreDbServer({ answerDelayMs = 0 } = {}) {
  const { EVENTSTORE_URL } = process.env;
  if (EVENTSTORE_URL) return { url: EVENTSTORE_URL, where: 'EVENTSTORE_URL', stop: () => undefined };
  const child = spawn(process.execPath, [STAND_IN, '--answer-delay-ms', String(answerDelayMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  const where = answerDelayMs === 0 ? 'stand-in' : `stand-in, answers after ${answerDelayMs} ms`;
  return { url, where, stop: () => child.kill() };
}
