import { commands, runProgram, type ExitCode } from './cli/index.js';

/** Runs the command line `bounce-ledger …`; resolves to the exit code. */
export function run(argv: readonly string[]): Promise<ExitCode> {
  return runProgram(commands, argv, { input: process.stdin, output: process.stdout, errors: process.stderr });
}
