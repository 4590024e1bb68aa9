import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

// Node also runs this file as it stands: it imports no other, and loses nothing with its types.

const CLOCK = pathToFileURL(join(import.meta.dirname, 'frozen-clock.mjs')).href;

export interface InstalledReleaseOptions {
  /** A checkout that is installed and built. */
  readonly checkout: string;
  /** Where it runs: relative paths on its command line begin here. */
  readonly directory: string;
  /** Configuration file in that directory. */
  readonly config: string;
  /** When it believes to run (ISO 8601); absent: now. */
  readonly clock?: string;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface ServingRelease {
  readonly url: string;
  /** SIGTERM, and the end of the process. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
}

/** A release of bounce-ledger on a data directory, as its users run it: in processes of its own. */
export class InstalledRelease {
  readonly #options: InstalledReleaseOptions;

  constructor(options: InstalledReleaseOptions) {
    this.#options = options;
  }

  /** Runs one command line to its end. */
  async run(parameters: readonly string[]): Promise<CommandResult> {
    const child = this.#start(parameters);
    const output = textOf(child.stdout);
    const errors = textOf(child.stderr);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, output: output(), errors: errors() };
  }

  /**
   * Starts the service, and waits until it has followed the log.
   * @throws Error with what it said, if it ends before
   */
  async serve(): Promise<ServingRelease> {
    const child = this.#start(['serve']);
    const errors = textOf(child.stderr);
    const exited = once(child, 'exit');
    const lines: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })
        .on('line', (line) => {
          lines.push(line);
          const { url: listening } = JSON.parse(line) as { readonly url?: string };
          if (listening !== undefined) resolve(listening);
        })
        .on('close', () => {
          reject(new Error(`the service ended: ${lines.join('\n')}${errors()}`));
        });
    });
    while ((await fetch(`${url}/health/ready`)).status !== 200);
    const endBy = (signal: NodeJS.Signals) => async () => {
      child.kill(signal);
      await exited;
    };
    return { url, stop: endBy('SIGTERM'), kill: endBy('SIGKILL') };
  }

  #start(parameters: readonly string[]): ChildProcess {
    const { checkout, directory, config, clock } = this.#options;
    const frozen = clock === undefined ? [] : ['--import', CLOCK];
    const bin = join(checkout, 'bin/bounce-ledger.js');
    return spawn(process.execPath, [...frozen, bin, '--config', config, ...parameters], {
      cwd: directory,
      env: { ...process.env, ...(clock !== undefined && { UPGRADE_CLOCK: clock }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
