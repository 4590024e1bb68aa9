import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));

/** The same for all processes that share an event store, also across runs. */
export const LEDGER_SECRET = 'a secret of thirty-two bytes or so\n';

interface Line {
  readonly msg?: string;
  readonly url?: string;
}

/** `bounce-ledger serve` in a separate process. */
export interface ServiceProcess {
  readonly config: string;
  /** Where it answers; empty without the role `api`. */
  readonly url: string;
  /** Its log so far. */
  readonly log: readonly string[];
  /** Sends it a signal. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** SIGTERM. @returns the exit code */
  readonly stop: () => Promise<number | null>;
}

/**
 * Starts a service with a new directory and waits for the log line that says that it is working. It ends with the test.
 */
export async function startServiceProcess(
  root: string,
  name: string,
  settings: object,
  ready: RegExp,
): Promise<ServiceProcess> {
  const directory = join(root, name);
  mkdirSync(directory);
  const config = join(directory, 'bounce-ledger.yaml');
  writeFileSync(config, JSON.stringify({ dataDir: 'data', ...settings }));
  const child = spawn(process.execPath, [BIN, '--config', config, 'serve']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let url = '';
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      log.push(text);
      const line = JSON.parse(text) as Line;
      url ||= line.url ?? '';
      if (ready.test(line.msg ?? '')) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${code}: ${log.join('\n')}`));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return ((await once(child, 'exit')) as [number | null])[0];
  };
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  return { config, url, log, signal, stop };
}
