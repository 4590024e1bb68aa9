import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { printJson } from '../terminal.js';

interface DemoFlags {
  readonly exit?: boolean;
  readonly json?: boolean;
}

/** `demo [--exit] [--json]`: the main job from end to end, on made-up mails and on this machine only. */
export const registerDemo: RegisterCommand = (program, run) => {
  program
    .command('demo')
    .description('run the guided demo on made-up mails: collect, get killed, resume, answer; then stay up')
    .option('--exit', 'exit after the run instead of staying up until Ctrl-C')
    .option('--json', 'narrate on standard error and print the outcome as one JSON object')
    .action(run((context, flags: DemoFlags) => demo(context, flags)));
};

async function demo({ terminal, signal }: CommandContext, { exit, json }: DemoFlags): Promise<ExitCode> {
  // Loaded when it is needed: the other commands start without the framework.
  const { isSound, Narrator, runDemo } = await import('../../demo/index.js');
  const narrator = new Narrator(json === true ? terminal.errors : terminal.output);
  try {
    const summary = await runDemo({
      narrator,
      signal,
      now: new Date(),
      linger: async (outcome) => {
        if (json === true) printJson(terminal, outcome);
        if (exit === true) return;
        narrator.line('');
        narrator.line('The service stays up until you press Ctrl-C.');
        await aborted(signal);
      },
    });
    return isSound(summary) ? 0 : 1;
  } catch (error) {
    // Whatever fails after the run was asked to end fails because of that.
    if (!signal.aborted) throw error;
    terminal.errors.write('\nThe demo was interrupted.\n');
    return 1;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else {
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });
}
