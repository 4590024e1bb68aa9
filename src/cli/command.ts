import type { Command } from 'commander';
import type { Configuration, Settings } from '../config/index.js';
import type { Terminal } from './terminal.js';

/** 0 done, 1 failed, 2 usage. */
export type ExitCode = 0 | 1 | 2;

/** What every command gets in addition to its own arguments. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Reads the configuration file that the command line or the environment names. */
  readonly configuration: () => Configuration;
  /** Its settings, for a command that reads them once. */
  readonly settings: () => Settings;
  /** Aborted by SIGINT and SIGTERM: the command finishes what it has started and starts nothing new. */
  readonly signal: AbortSignal;
}

/** Adds one command to the program; what the command's action resolves to is the exit code. */
export type RegisterCommand = (program: Command, run: RunAction) => void;

/** Wraps a command's action for commander. */
export type RunAction = <Arguments extends readonly unknown[]>(
  action: (context: CommandContext, ...parameters: Arguments) => Promise<ExitCode>,
) => (...parameters: Arguments) => Promise<void>;
