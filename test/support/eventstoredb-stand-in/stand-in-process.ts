import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, 'serve.mjs');

/** The stand-in in a separate process. A test can kill it and restart it with everything it had acknowledged. */
export class StandInProcess {
  private constructor(
    private readonly journalFile: string,
    readonly url: string,
    private child: ChildProcess,
  ) {}

  static async start(journalFile: string): Promise<StandInProcess> {
    const { child, url } = await spawnStandIn(['--journal', journalFile]);
    return new StandInProcess(journalFile, url, child);
  }

  /** SIGKILL; returns when the process is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  /** Starts it again after a {@link kill}, with the same log at the same address. */
  async startAgain(): Promise<void> {
    const { port } = new URL(this.url);
    this.child = (await spawnStandIn(['--journal', this.journalFile, '--port', port])).child;
  }
}

async function spawnStandIn(parameters: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    failedToStart(child),
  ])) as [string];
  return { child, url };
}

async function failedToStart(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`the stand-in ended with ${code} before it served`);
}
