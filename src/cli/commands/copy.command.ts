import type { CopyProgress } from '../../event-store/transfer/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { sayWaiting } from '../access/event-store-patience.js';
import { openPlace } from '../access/event-store-place.js';
import { count } from '../lines/numbers.js';
import { Progress } from '../progress.js';
import { printable, printAnswer } from '../terminal.js';

interface Flags {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const PLACE = 'a data directory or backup, a configuration file (.yaml), or a connection string (esdb://…)';

/** `copy --from … --to …`: a whole log into another event store. */
export const registerCopy: RegisterCommand = (program, run) => {
  program
    .command('copy')
    .description('copy the whole log into another event store; a second run resumes the first')
    .requiredOption('--from <place>', PLACE)
    .requiredOption('--to <place>', 'the same; must be empty or hold an earlier part of this copy')
    .option('--json', 'one JSON object')
    .action(run(copy));
};

async function copy({ terminal, signal }: CommandContext, { from, to, json }: Flags): Promise<ExitCode> {
  const { copyLog } = await import('../../event-store/transfer/index.js');
  const say = (line: string) => terminal.errors.write(`${printable(line)}\n`);
  const opening = () => ({ signal, onWait: sayWaiting(say) });
  await using source = await openPlace(from, { mustExist: true, ...opening() });
  await using target = await openPlace(to, { mustExist: false, ...opening() });
  let now: CopyProgress = { phase: 'comparing', events: 0 };
  const progress = new Progress(terminal, () => `copy       ${now.phase}  ${count(now.events)} events`);
  const copied = await copyLog(source.store, target, {
    clock: () => new Date(),
    signal,
    onProgress: (soFar) => {
      now = soFar;
      progress.tick();
    },
  });
  progress.done();
  const { found, retired, completed } = copied;
  printAnswer(terminal, json, copied, [
    `copy       copied ${count(copied.copied)}  found ${count(found)}  ages and tombstones ${count(retired)}  ` +
      (completed ? 'compared event by event' : 'interrupted: run it again to resume'),
  ]);
  return completed ? 0 : 1;
}
