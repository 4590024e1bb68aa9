import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The collector's process ended by itself, so nothing could be killed mid-session. */
export class CollectorEndedError extends Error {
  readonly code = 'collector-ended';
  constructor(exitCode: number | null) {
    super(`the collector's process ended by itself with code ${exitCode ?? 'none'}`);
    this.name = 'CollectorEndedError';
  }
}

/**
 * Starts the collector in a separate process and kills it with SIGKILL, which no process can handle, once it has
 * reported this many mails as being in the ledger. Resolves when the process is gone.
 * @throws CollectorEndedError
 */
export async function killCollectorAfter(mails: number, configFile: string, signal: AbortSignal): Promise<void> {
  const collector = fork(new URL('collector-process.js', import.meta.url), [configFile], { stdio: 'inherit' });
  const exited = once(collector, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const kill = () => {
    collector.kill('SIGKILL');
  };
  signal.addEventListener('abort', kill, { once: true });
  let appended = 0;
  collector.on('message', () => {
    appended += 1;
    if (appended === mails) kill();
  });
  const [exitCode, killedBy] = await exited;
  signal.removeEventListener('abort', kill);
  if (killedBy !== 'SIGKILL') throw new CollectorEndedError(exitCode);
}
