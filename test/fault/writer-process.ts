import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Acknowledgement } from './written-log.js';

const WRITER = join(import.meta.dirname, 'event-store-writer.mjs');

/** event-store-writer.mjs on a data directory or a connection string, until it is killed. */
export class WriterProcess {
  private constructor(
    readonly child: ChildProcess,
    private readonly output: string,
  ) {}

  /**
   * @param output a file of its own, so that nothing that it printed is lost with it
   * @param prefix of its streams' names
   */
  static async start(where: string, output: string, prefix = ''): Promise<WriterProcess> {
    const file = await open(output, 'w');
    const child = spawn(process.execPath, [WRITER, where, prefix], { stdio: ['ignore', file.fd, 'inherit'] });
    await once(child, 'spawn');
    await file.close();
    return new WriterProcess(child, output);
  }

  /** What it printed so far: `open` or its error, then acknowledgements. */
  async lines(): Promise<readonly unknown[]> {
    const complete = (await readFile(this.output, 'utf8')).split('\n').slice(0, -1);
    return complete.map((line) => JSON.parse(line) as unknown);
  }

  async acknowledgements(): Promise<readonly Acknowledgement[]> {
    return (await this.lines()).slice(1) as Acknowledgement[];
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
