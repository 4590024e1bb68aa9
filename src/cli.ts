import { commands, runProgram, type ExitCode } from './cli/index.js';

/** Runs the command line `bounce-ledger …`; resolves to the exit code. */
export function run(argv: readonly string[]): Promise<ExitCode> {
  // Whoever reads our output may have read enough (`… | head`): that ends the command and is not a failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    process.exit(code === 'EPIPE' ? 0 : 1);
  });
  return runProgram(commands, argv, { input: process.stdin, output: process.stdout, errors: process.stderr });
}
