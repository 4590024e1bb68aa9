import { Command, CommanderError } from 'commander';
import { ConfigurationError, loadConfiguration } from '../config/index.js';
import type { CommandContext, ExitCode, RegisterCommand, RunAction } from './command.js';
import { printableLines, type Terminal } from './terminal.js';

/** Runs one command line and resolves to the process's exit code: 0 done, 1 failed, 2 usage. Never rejects. */
export async function runProgram(
  commands: readonly RegisterCommand[],
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const abort = new AbortController();
  const interrupt = () => {
    abort.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  let exitCode: ExitCode = 0;

  const program = new Command('bounce-ledger')
    .description('Reads bounce mailboxes into an event store and says which addresses may still be mailed, and why.')
    .option('--config <file>', 'configuration file (YAML); default: the file named by BOUNCE_LEDGER_CONFIG')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      // It repeats what it does not understand.
      writeErr: (text) => terminal.errors.write(printableLines(text)),
    });
  const context: CommandContext = {
    terminal,
    configuration: () => loadConfiguration(program.opts<{ config?: string }>().config),
    settings: () => context.configuration().settings,
    signal: abort.signal,
  };
  const run: RunAction =
    (action) =>
    async (...parameters) => {
      exitCode = await action(context, ...parameters);
    };
  for (const register of commands) register(program, run);

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, terminal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function report(error: unknown, { errors }: Terminal): ExitCode {
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigurationError) {
    errors.write(`${printableLines(error.message)}\n`);
    return 2;
  }
  // An error with one of our codes explains itself; for any other, the stack is worth knowing.
  const known = error instanceof Error && 'code' in error;
  const said = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  errors.write(`bounce-ledger: ${printableLines(said)}\n`);
  return 1;
}
