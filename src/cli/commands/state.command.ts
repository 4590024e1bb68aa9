import { once } from 'node:events';
import type { StateLine } from '../../history/as-of/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { Progress } from '../progress.js';
import { printable, type Terminal } from '../terminal.js';

interface Flags {
  readonly asOf: string;
  readonly rulesetVersion?: string;
  readonly json?: boolean;
}

/** `state --as-of TIME|POSITION`: what was known of every recipient then, for auditors. */
export const registerState: RegisterCommand = (program, run) => {
  program
    .command('state')
    .description('say what was known of every recipient at a time, worked out from the log')
    .requiredOption('--as-of <time>', 'time with an offset (2026-11-21T10:00:00Z), or a position of the log')
    .option('--ruleset-version <number>', 'as if this version of the ruleset had judged everything')
    .option('--json', 'one JSON object a line: a recipient each, by address, and at last the totals')
    .action(
      run(async (context, flags: Flags) => {
        const { rulesetVersion } = flags;
        if (rulesetVersion !== undefined && !/^[1-9]\d{0,8}$/.test(rulesetVersion)) {
          context.terminal.errors.write(`${printable(rulesetVersion)} is no version of a ruleset\n`);
          return 2;
        }
        return tellState(context, flags);
      }),
    );
};

async function tellState({ terminal, settings, signal }: CommandContext, flags: Flags): Promise<ExitCode> {
  const { asOf, rulesetVersion, json } = flags;
  const access = await openAccess(settings());
  let events = 0;
  const progress = new Progress(terminal, () => `state      ${count(events)} events`);
  const point = { asOf, ...(rulesetVersion !== undefined && { rulesetVersion: Number(rulesetVersion) }) };
  const onProgress = (soFar: { readonly events: number }) => {
    events = soFar.events;
    progress.tick();
  };
  try {
    for await (const line of access.state.lines(point, { onProgress, signal })) {
      progress.done();
      await write(terminal, json === true ? JSON.stringify(line) : stateText(line));
    }
    return 0;
  } finally {
    progress.done();
    await access.close();
  }
}

/** One line of the answer for a person. */
export function stateText(line: StateLine): string {
  if ('totals' in line) {
    const { recipients, ...byStatus } = line.totals;
    const counts = Object.entries(byStatus).map(([status, n]) => `${status} ${count(n)}`);
    const point = `as of ${line.asOf}, position ${line.position}, ruleset ${line.rulesetVersion}`;
    return `state      ${count(recipients)} recipients: ${counts.join(', ')}  (${point})`;
  }
  const { address, status, cause } = line;
  const shown = address === null ? '(address unknown)' : printable(address);
  return [shown, status.toUpperCase(), ...(cause === null ? [] : [causeText(cause)])].join('  ');
}

function causeText(cause: NonNullable<Exclude<StateLine, { readonly totals: unknown }>['cause']>): string {
  if ('decision' in cause) return `suppressed by ${printable(cause.actor)}: ${printable(cause.reason)}`;
  if ('mailId' in cause) return `complaint: ${printable(cause.feedbackType)}`;
  const { reason, rule, rulesetVersion } = cause.verdict;
  return `${reason} [${rule === null ? '' : `${rule}, `}ruleset ${rulesetVersion}]`;
}

function count(n: number): string {
  return n.toLocaleString('en');
}

/** There may be millions of lines: waits for whoever reads them. */
async function write({ output }: Terminal, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain');
}
