import { once } from 'node:events';
import { encodeJson } from '../../events/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { count } from '../lines/numbers.js';
import { stateLine } from '../lines/state-lines.js';
import { Progress } from '../progress.js';
import { printable, type Terminal } from '../terminal.js';

interface Flags {
  readonly asOf: string;
  readonly rulesetVersion?: string;
  readonly json?: boolean;
}

/** `state --as-of TIME|POSITION`: what was known about every recipient at that point, for auditors. */
export const registerState: RegisterCommand = (program, run) => {
  program
    .command('state')
    .description('show what was known about every recipient at a time, derived from the log')
    .requiredOption('--as-of <time>', 'a time with an offset (2026-11-21T10:00:00Z), or a position of the log')
    .option('--ruleset-version <number>', 'as if this version of the ruleset had classified everything')
    .option('--json', 'one JSON object per line: the recipients by address, then the totals')
    .action(
      run(async (context, flags: Flags) => {
        const { rulesetVersion } = flags;
        if (rulesetVersion !== undefined && !/^[1-9]\d{0,8}$/.test(rulesetVersion)) {
          context.terminal.errors.write(`${printable(rulesetVersion)} is not a ruleset version\n`);
          return 2;
        }
        return printState(context, flags);
      }),
    );
};

async function printState({ terminal, settings, signal }: CommandContext, flags: Flags): Promise<ExitCode> {
  const { asOf, rulesetVersion, json } = flags;
  await using access = await openAccess(settings());
  let events = 0;
  const progress = new Progress(terminal, () => `state      ${count(events)} events`);
  const point = { asOf, ...(rulesetVersion !== undefined && { rulesetVersion: Number(rulesetVersion) }) };
  const onProgress = (soFar: { readonly events: number }) => {
    events = soFar.events;
    progress.tick();
  };
  try {
    for await (const line of access.state(point, { onProgress, signal })) {
      progress.done();
      await write(terminal, json === true ? encodeJson(line) : stateLine(line));
    }
    return 0;
  } finally {
    progress.done();
  }
}

/** There may be millions of lines, so this waits for their reader. */
async function write({ output }: Terminal, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain');
}
