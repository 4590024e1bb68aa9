import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));

export interface CliResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command as a user would, in a separate process. The tests' set-up has built it. */
export async function runCli(
  parameters: readonly string[],
  { input = '', environment = {} }: { input?: string | Buffer; environment?: Readonly<Record<string, string>> } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [BIN, ...parameters], { env: { ...process.env, ...environment } });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(input);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() };
}

/** The lines of JSON Lines output. */
export function jsonLines(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
