import type { RegisterCommand } from './command.js';
import { registerInterpret } from './interpret.command.js';
import { registerReasons } from './reasons.command.js';

export type { ExitCode } from './command.js';
export { runProgram } from './program.js';

/** Every command, in the order of the help. */
export const commands: readonly RegisterCommand[] = [registerInterpret, registerReasons];
