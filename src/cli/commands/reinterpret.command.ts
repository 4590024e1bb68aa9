import type { RegisterCommand } from '../command.js';
import { commandOrigin } from '../command-origin.js';
import { openAccess } from '../access/open-access.js';
import { count } from '../lines/numbers.js';
import { reinterpretationLines } from '../lines/reinterpretation-lines.js';
import { Progress } from '../progress.js';
import { printAnswer } from '../terminal.js';

interface Flags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `reinterpret [--dry-run]`: the evidence of every mail, interpreted again by this version. */
export const registerReinterpret: RegisterCommand = (program, run) => {
  program
    .command('reinterpret')
    .description('interpret the evidence of every mail again, and record the facts that differ')
    .option('--dry-run', 'report what would change, and write nothing')
    .option('--json', 'one JSON object')
    .action(
      run(async ({ terminal, settings, signal }, { dryRun = false, json }: Flags) => {
        await using access = await openAccess(settings());
        let soFar = { scanned: 0, changed: 0 };
        const progress = new Progress(
          terminal,
          () => `reinterpret ${count(soFar.scanned)} mails, ${count(soFar.changed)} changed`,
        );
        const onProgress = (interpreted: typeof soFar) => {
          soFar = interpreted;
          progress.tick();
        };
        const report = await access.reinterpret({ dryRun, origin: commandOrigin() }, onProgress, signal);
        progress.done();
        printAnswer(terminal, json, report, reinterpretationLines(report, signal.aborted));
        return signal.aborted || report.damaged.count > 0 ? 1 : 0;
      }),
    );
};
